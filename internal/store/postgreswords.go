package store

import (
	"context"
	"fmt"
	"math"
	"strings"
)

// words is what the index holds of a text: its words as FTS5 folds them, one space before,
// between and after them.
func (*postgresDialect) words(s string) string { return words61(indexed(s)) }

// longText is from how many bytes on the index has no words of a text: see words_of in the
// migration 0001.
const longText = 900_000

// match asks the index for rows that hold all words, and the text for where they stand.
func (d *postgresDialect) match(table string, m Match) clause {
	if m.columns == nil {
		return d.matchParts(table, m)
	}
	folded := words61(m.words)
	if folded == " " {
		return clause{text: "FALSE"}
	}
	needle := folded
	if m.prefix {
		needle = strings.TrimSuffix(folded, " ")
	}
	words := strings.Fields(folded)
	asked := make([]string, len(words))
	for i, w := range words {
		asked[i] = "'" + w + "'" // letters and digits, never quotation marks
	}
	if m.prefix {
		asked[len(words)-1] += ":*"
	}
	var c clause
	for i, name := range m.columns {
		if i > 0 {
			c.text += " OR "
		}
		at := table + "." + name
		c.text += at + "_words @@ (?::text)::tsquery"
		c.args = append(c.args, "("+strings.Join(asked, " & ")+") | ' long'")
		if len(words) > 1 {
			c.text += " AND strpos(" + at + ", ?) > 0"
		} else {
			c.text += fmt.Sprintf(" AND (octet_length(%s) <= %d OR strpos(%s, ?) > 0)", at, longText, at)
		}
		c.args = append(c.args, needle)
	}
	return clause{"(" + c.text + ")", c.args}
}

func (d *postgresDialect) matchParts(table string, m Match) clause {
	join := func(parts []Match, op string) (out clause) {
		for i, p := range parts {
			if i > 0 {
				out.text += op
			}
			c := d.match(table, p)
			out.text += c.text
			out.args = append(out.args, c.args...)
		}
		return out
	}
	op := " AND "
	if m.any {
		op = " OR "
	}
	c := join(m.parts, op)
	if len(m.without) > 0 {
		not := join(m.without, " OR ")
		c = clause{"(" + c.text + ") AND NOT (" + not.text + ")", append(c.args, not.args...)}
	}
	return clause{"(" + c.text + ")", c.args}
}

// The parameters of BM25, those of FTS5.
const (
	bm25K = 1.2
	bm25B = 0.75
	// minIDF is the weight of words that stand in more than half of all rows.
	minIDF = 1e-6
)

// rank is BM25 as FTS5 reckons it, with each match of words that stand together as a term.
func (d *postgresDialect) rank(ctx context.Context, db querier, m Match, numbers []Number) (map[Number]float64, error) {
	var rows, size float64
	if err := db.QueryRowContext(ctx, "SELECT count(*), coalesce(sum(size), 0)::float8 FROM statement_words").Scan(&rows, &size); err != nil {
		return nil, err
	}
	type term struct {
		column, needle string
		idf            float64
	}
	terms := make([]term, len(m.parts))
	for i, p := range m.parts {
		c := d.match("statement_words", p)
		var with float64
		if err := db.QueryRowContext(ctx, "SELECT count(*) FROM statement_words WHERE "+c.text, c.args...).Scan(&with); err != nil {
			return nil, err
		}
		terms[i] = term{column: p.columns[0], needle: words61(p.words), idf: max(math.Log((rows-with+0.5)/(with+0.5)), minIDF)}
		if p.prefix {
			terms[i].needle = strings.TrimSuffix(terms[i].needle, " ")
		}
	}
	c := d.match("statement_words", m)
	text := "SELECT rowid, said, sentence, size FROM statement_words WHERE rowid IN (SELECT value FROM " + d.numbers() + " j) AND " + c.text
	found, err := db.QueryContext(ctx, text, append([]any{numberList(numbers)}, c.args...)...)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	scores := make(map[Number]float64, len(numbers))
	for found.Next() {
		var n Number
		var said, sentence string
		var length float64
		if err := found.Scan(&n, &said, &sentence, &length); err != nil {
			return nil, err
		}
		score := 0.0
		for _, t := range terms {
			in := sentence
			if t.column == "said" {
				in = said
			}
			if f := float64(occurrences(in, t.needle)); f > 0 {
				score += t.idf * f * (bm25K + 1) / (f + bm25K*(1-bm25B+bm25B*length/(size/rows)))
			}
		}
		scores[n] = -score
	}
	return scores, found.Err()
}

// occurrences counts how often words stand in a text, overlapping ones too.
func occurrences(text, needle string) (n int) {
	if strings.Trim(needle, " ") == "" {
		return 0
	}
	for {
		i := strings.Index(text, needle)
		if i < 0 {
			return n
		}
		n++
		text = text[i+1:]
	}
}
