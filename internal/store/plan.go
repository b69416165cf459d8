package store

import (
	"readout/internal/query"
)

// A plan is how statements are looked for. Where the query needs words, the index of
// words leads: it gives the numbers of statements in order, and the rest is asked of
// each.
type plan struct {
	d      dialect
	match  *Match // for the index of words, or nil
	rest   clause // for the statements, or "TRUE"
	before int64  // all numbers are below this one; 0 is any
	hides  bool   // earlier versions of articles are left out
}

func planStatements(d dialect, q query.Query) plan {
	t := statementTerms{d}
	p := plan{d: d, rest: clause{text: "TRUE"}, before: numberBefore(q.Root)}
	if q.Root == nil {
		return p
	}
	if m, ok := matchAll(t, q.Root); ok {
		p.match = &m
		return p
	}
	all, ok := q.Root.(query.And)
	if !ok {
		p.rest = node(t, q.Root)
		return p
	}
	var words, others query.And
	for _, n := range all {
		if aboutWords(t, n) {
			words = append(words, n)
		} else {
			others = append(others, n)
		}
	}
	m, ok := matchAll(t, words)
	if !ok { // only words that must not be there, or none
		p.rest = node(t, all)
		return p
	}
	p.match, p.rest = &m, list(t, others, " AND ")
	return p
}

// aboutWords reports whether the index can answer for n, or for what n excludes.
func aboutWords(t terms, n query.Node) bool {
	if not, ok := n.(query.Not); ok {
		n = not.X
	}
	_, ok := matchAll(t, n)
	return ok
}

// numberBefore returns the number below which all statements lie that are not younger
// than the query permits.
func numberBefore(n query.Node) int64 {
	var before int64
	narrow := func(n query.Node) {
		d, ok := n.(query.Date)
		if !ok || d.To == "" {
			return
		}
		const day = 1 << (pageBits + placeBits)
		first := firstID(d.To)
		if first >= (1<<dayBits-1)*day { // a day so late that others share its numbers
			return
		}
		if before == 0 || first+day < before {
			before = first + day
		}
	}
	narrow(n)
	if all, ok := n.(query.And); ok {
		for _, c := range all {
			narrow(c)
		}
	}
	return before
}

// id is the number of a statement.
func (p plan) id() string {
	if p.match == nil {
		return "s.id"
	}
	return "statement_words.rowid"
}

// from returns what follows the columns of a SELECT: statements are called s, unless words
// are all that is asked for.
func (p plan) from() clause {
	var c clause
	if p.match == nil {
		c.text = "FROM statements s WHERE " + p.rest.text
		c.args = append(c.args, p.rest.args...)
	} else {
		narrowed := p.rest.text != "TRUE"
		c.text = "FROM statement_words"
		if narrowed {
			c.text += p.d.join() + "statements s ON s.id = statement_words.rowid"
		}
		found := p.d.match("statement_words", *p.match)
		c.text += " WHERE " + found.text
		c.args = append(c.args, found.args...)
		if narrowed {
			c.text += " AND " + p.rest.text
			c.args = append(c.args, p.rest.args...)
		}
	}
	if p.hides {
		c.text += " AND (" + p.id() + " >> 17 & 536870911) NOT IN " + earlier // see statementID
	}
	if p.before > 0 {
		c.text += " AND " + p.id() + " < ?"
		c.args = append(c.args, p.before)
	}
	return c
}

// newest returns the clause that puts the newest statements first.
func (p plan) newest() string { return " ORDER BY " + p.id() + " DESC" }

// count returns the SELECT that counts.
func (p plan) count() clause {
	c := p.from()
	c.text = "SELECT count(*) " + c.text
	return c
}
