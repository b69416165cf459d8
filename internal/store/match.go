package store

import "strings"

// A Match is what an index of words is asked for: words that stand together in one of some
// columns, or several such matches joined.
type Match struct {
	columns []string // in one of these; nil where parts are joined
	words   string   // as [phrase] gives them
	prefix  bool     // the last word may go on

	any     bool    // one of the parts is enough, else all are needed
	parts   []Match // what is wanted
	without []Match // of which none may be there
}

// column is the match of words that stand together.
func column(words string, prefix bool, columns ...string) Match {
	words, beginning := phrase(words)
	return Match{columns: columns, words: words, prefix: prefix || beginning}
}

// String writes the match as FTS5 reads it. Two matches with the same text are the same.
func (m Match) String() string {
	if m.columns != nil {
		name := m.columns[0]
		if len(m.columns) > 1 {
			name = "{" + strings.Join(m.columns, " ") + "}"
		}
		expr := name + ` : "` + m.words + `"`
		if m.prefix {
			expr += " *"
		}
		return expr
	}
	op := " AND "
	if m.any {
		op = " OR "
	}
	expr := joined(m.parts, op)
	if len(m.without) > 0 {
		expr = "(" + expr + ") NOT (" + joined(m.without, " OR ") + ")"
	}
	return "(" + expr + ")"
}

func joined(list []Match, op string) string {
	texts := make([]string, len(list))
	for i := range list {
		texts[i] = list[i].String()
	}
	return strings.Join(texts, op)
}
