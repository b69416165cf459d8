package store

import (
	"strings"
	"unicode/utf8"

	"readout/internal/query"
)

// A clause is a condition of SQL with the values of its parameters. What a user typed is
// only ever in args.
type clause struct {
	text string
	args []any
}

// terms compiles the single terms of a query, which depend on what is searched.
type terms interface {
	// match returns what the index of words is asked for a node, or ok = false for one that
	// is not about words.
	match(n query.Node) (m Match, ok bool)
	// words returns the condition that the index finds m.
	words(m Match) clause
	field(f query.Field) clause
	date(d query.Date) clause
}

// compile makes a condition of a query. It is true, false, or NULL where a date that is
// not known would have to be compared.
func compile(t terms, q query.Query) clause {
	if q.Root == nil {
		return clause{text: "TRUE"}
	}
	return node(t, q.Root)
}

func node(t terms, n query.Node) clause {
	if m, ok := matchAll(t, n); ok {
		return t.words(m)
	}
	switch n := n.(type) {
	case query.Field:
		return t.field(n)
	case query.Date:
		return t.date(n)
	case query.Not:
		c := node(t, n.X)
		return clause{"NOT (" + c.text + ")", c.args}
	case query.And:
		return list(t, n, " AND ")
	case query.Or:
		return list(t, n, " OR ")
	}
	return clause{text: "FALSE"} // words that the index cannot hold
}

// list joins conditions. The parts that are about words alone go to the index together:
// it is much faster in joining lists of rows.
func list(t terms, nodes []query.Node, op string) clause {
	var texts []string
	var args []any
	add := func(c clause) {
		texts = append(texts, c.text)
		args = append(args, c.args...)
	}
	var indexed []query.Node
	for _, n := range nodes {
		if _, ok := matchAll(t, n); ok {
			indexed = append(indexed, n)
		}
	}
	if len(indexed) > 1 {
		var joined query.Node = query.And(indexed)
		if op == " OR " {
			joined = query.Or(indexed)
		}
		add(node(t, joined))
	}
	for _, n := range nodes {
		if _, ok := matchAll(t, n); !ok || len(indexed) == 1 {
			add(node(t, n))
		}
	}
	return clause{"(" + strings.Join(texts, op) + ")", args}
}

// matchAll returns what the index is asked for a node that is about words alone and says
// what is wanted, not only what is not.
func matchAll(t terms, n query.Node) (Match, bool) {
	switch n := n.(type) {
	case query.Or:
		m := Match{any: true}
		for _, c := range n {
			part, ok := matchAll(t, c)
			if !ok {
				return Match{}, false
			}
			m.parts = append(m.parts, part)
		}
		return m, true
	case query.And:
		var m Match
		for _, c := range n {
			not, negated := c.(query.Not)
			if negated {
				c = not.X
			}
			part, ok := matchAll(t, c)
			switch {
			case !ok:
				return Match{}, false
			case negated:
				m.without = append(m.without, part)
			default:
				m.parts = append(m.parts, part)
			}
		}
		return m, len(m.parts) > 0
	}
	return t.match(n)
}

// statementTerms compiles for a search of statements, which are called s.
type statementTerms struct{ d dialect }

func (statementTerms) match(n query.Node) (Match, bool) {
	switch n := n.(type) {
	case query.Word:
		return column(n.Text, n.Prefix, "sentence"), true
	case query.Field:
		if n.Name == query.Said {
			return column(n.Value, n.Prefix, "said"), true
		}
	}
	return Match{}, false
}

func (t statementTerms) words(m Match) clause {
	c := t.d.match("statement_words", m)
	return clause{"s.id IN (SELECT rowid FROM statement_words WHERE " + c.text + ")", c.args}
}

func (statementTerms) date(d query.Date) clause { return dateClause("s", d) }

// dateClause is NULL for a day that is not known between two ends, unless the end that
// is known lies outside. An interval matches where some day of it may lie in what is
// asked.
func dateClause(of string, d query.Date) clause {
	from, to := string(d.From), string(d.To)
	if to == "" {
		to = "9999-12-31"
	}
	earliest, latest := of+".earliest", of+".latest"
	return clause{"CASE WHEN " + earliest + " > ? OR " + latest + " <> '' AND " + latest + " < ? THEN FALSE WHEN " +
		earliest + " <> '' AND " + latest + " <> '' THEN TRUE END", []any{to, from}}
}

func (t statementTerms) field(f query.Field) clause {
	switch f.Name {
	case query.Speaker:
		return partyClause("s.speaker", f)
	case query.To:
		return partyClause("s.addressee", f)
	case query.Side:
		return clause{"s.speaker IN (SELECT id FROM parties WHERE side = ?)", []any{strings.ToLower(f.Value)}}
	case query.Kind:
		return clause{"s.kind = ?", []any{f.Value}}
	case query.Level:
		if f.Value == "none" {
			return clause{text: "s.level = ''"}
		}
		return clause{"s.level = ?", []any{f.Value}}
	case query.Setting:
		return wholeValue("s.setting", f)
	case query.Act:
		return wholeValue("s.act", f)
	case query.Event:
		c := ofEvent(t.d, f.Value)
		return clause{"s.id IN (" + c.text + ")", c.args}
	case query.Issue:
		c := wholeValue("issue", f)
		return clause{"s.id IN (SELECT statement FROM statement_issues WHERE " + c.text + ")", c.args}
	}
	return articleField("s.page", f)
}

// unindexed keeps the database from fetching all statements of the pages that fit, to
// sort them: going through the newest until there are enough is faster for conditions
// that fit many pages.
func unindexed(column string) string { return "+" + column }

// articleField compiles the fields that a page's statements share.
func articleField(page string, f query.Field) clause {
	switch f.Name {
	case query.Publisher, query.Headline:
		return clause{unindexed(page) + " IN (SELECT page FROM articles WHERE instr(" + string(f.Name) + ", ?) > 0)", []any{Needle(f.Value, f.Prefix)}}
	case query.Language:
		lang := strings.ToLower(f.Value)
		return clause{unindexed(page) + " IN (SELECT page FROM articles WHERE language = ? OR substr(language, 1, ?) = ?)",
			[]any{lang, utf8.RuneCountInString(lang) + 1, lang + "-"}}
	case query.Page:
		return pageClause(page, f.Value)
	}
	return clause{text: "FALSE"}
}

func partyClause(column string, f query.Field) clause {
	return clause{column + " IN (SELECT id FROM parties WHERE actor = ? OR instr(names, ?) > 0)", []any{f.Value, Needle(f.Value, f.Prefix)}}
}

// wholeValue compares with a value as a whole, or with its beginning.
func wholeValue(column string, f query.Field) clause {
	v := Key(f.Value)
	if f.Prefix {
		return clause{"substr(" + column + ", 1, ?) = ?", []any{utf8.RuneCountInString(v), v}}
	}
	return clause{column + " = ?", []any{v}}
}

// pageClause finds a page by its hash or the beginning of it, by the id that its source
// gave it, or by a part of its path or address.
func pageClause(page, v string) clause {
	v = storable(v)
	hash := strings.ToLower(strings.TrimPrefix(v, "sha256:"))
	c := clause{page + " IN (SELECT page FROM page_sources WHERE name = ? OR instr(path, ?) > 0 OR instr(url, ?) > 0", []any{v, v, v}}
	if len(hash) >= 6 && strings.Trim(hash, "0123456789abcdef") == "" {
		c.text += " UNION SELECT id FROM pages WHERE hash >= ? AND hash < ?"
		c.args = append(c.args, hash, hash+"g")
	}
	c.text += ")"
	return c
}
