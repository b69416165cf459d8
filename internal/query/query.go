// Package query is the language in which the record is asked.
//
// [Parse] makes a tree of a line such as
//
//	speaker:"Ana Lim" (corridor OR "prisoner exchange") -kind:refusal date:2023-04..2023-07
//
// or an [Error] that points at the place where it cannot be understood. What the words
// mean in a database is left to package store; docs/search.md tells users.
package query

import (
	"strings"

	"readout"
)

// A Query is what is asked for. The zero Query asks for everything.
type Query struct {
	Root Node // nil for everything
}

// A Node is a part of a query: [Word], [Field], [Date], [Not], [And] or [Or].
type Node interface {
	print(b *strings.Builder, within binding)
}

// A Word is words that must stand next to each other in this order.
type Word struct {
	Text   string
	Prefix bool // the last word may go on: "corrid*"
}

// A Field is words that must stand in a certain part of a statement or its page.
type Field struct {
	Name   Name
	Value  string // in lower case where the field's values are a closed list
	Prefix bool
}

// A Date is days between which it was said, both included; an empty end is open.
type Date struct {
	From, To readout.Day
}

// Not, And and Or join nodes. Parse gives And and Or at least two children, none of
// them of its own type.
type (
	Not struct{ X Node }
	And []Node
	Or  []Node
)

// binding is how tightly the surroundings of a node bind: what binds less tightly must
// stand in parentheses.
type binding int

const (
	loose   binding = iota // the whole query
	inOr                   // between ORs
	inAnd                  // beside other terms
	inUnary                // after a minus sign
)

// String prints the query so that [Parse] gives it back.
func (q Query) String() string {
	if q.Root == nil {
		return ""
	}
	var b strings.Builder
	q.Root.print(&b, loose)
	return b.String()
}

func (w Word) print(b *strings.Builder, _ binding) { printValue(b, w.Text, w.Prefix) }

func (f Field) print(b *strings.Builder, _ binding) {
	b.WriteString(string(f.Name))
	b.WriteByte(':')
	printValue(b, f.Value, f.Prefix)
}

func (d Date) print(b *strings.Builder, _ binding) {
	b.WriteString("date:")
	b.WriteString(string(d.From))
	if d.From != d.To {
		b.WriteString("..")
		b.WriteString(string(d.To))
	}
}

func (n Not) print(b *strings.Builder, _ binding) {
	b.WriteByte('-')
	if _, twice := n.X.(Not); twice {
		b.WriteByte('(')
		defer b.WriteByte(')')
	}
	n.X.print(b, inUnary)
}

func (n And) print(b *strings.Builder, within binding) { printList(b, n, " ", inAnd, within) }
func (n Or) print(b *strings.Builder, within binding)  { printList(b, n, " OR ", inOr, within) }

func printList(b *strings.Builder, list []Node, sep string, own, within binding) {
	if within >= own {
		b.WriteByte('(')
		defer b.WriteByte(')')
	}
	for i, n := range list {
		if i > 0 {
			b.WriteString(sep)
		}
		n.print(b, own)
	}
}

// printValue quotes s unless it reads as one plain word.
func printValue(b *strings.Builder, s string, prefix bool) {
	if plain(s) {
		b.WriteString(s)
	} else {
		b.WriteByte('"')
		for _, r := range s {
			if r == '\\' || quote(r) {
				b.WriteByte('\\')
			}
			b.WriteRune(r)
		}
		b.WriteByte('"')
	}
	if prefix {
		b.WriteByte('*')
	}
}

func plain(s string) bool {
	if s == "" || s[0] == '-' || s == "OR" || s == "AND" || s == "NOT" || strings.HasSuffix(s, "*") {
		return false
	}
	_, _, isField := cutField(s)
	return !isField && wordEnd(s) == len(s)
}

// Walk calls f for n and every node within it, from the outside in.
func Walk(n Node, f func(Node)) {
	if n == nil {
		return
	}
	f(n)
	switch n := n.(type) {
	case Not:
		Walk(n.X, f)
	case And:
		for _, c := range n {
			Walk(c, f)
		}
	case Or:
		for _, c := range n {
			Walk(c, f)
		}
	}
}

// Map returns the query with f applied to each of its fields.
func (q Query) Map(f func(Field) Field) Query { return Query{Root: mapFields(q.Root, f)} }

func mapFields(n Node, f func(Field) Field) Node {
	switch n := n.(type) {
	case Field:
		return f(n)
	case Not:
		return Not{mapFields(n.X, f)}
	case And:
		out := make(And, len(n))
		for i, c := range n {
			out[i] = mapFields(c, f)
		}
		return out
	case Or:
		out := make(Or, len(n))
		for i, c := range n {
			out[i] = mapFields(c, f)
		}
		return out
	}
	return n
}
