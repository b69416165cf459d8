package wikidata

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"readout"
	"readout/actor"
)

// A writer writes an actor file.
type writer struct{ bytes.Buffer }

// order is that of the tables in a file.
var order = []actor.Type{actor.State, actor.Organisation, actor.Body, actor.Office, actor.Outlet, actor.Person}

// write returns the file of all entries.
func (b *builder) write(paths []string) []byte {
	var w writer
	c := &b.counts
	fmt.Fprintf(&w, "# Read from Wikidata (facts under CC0) by readout actors import, from %s.\n", sources(paths))
	fmt.Fprintf(&w, "# %s.\n", c.Words())
	if c.Bad > 0 {
		fmt.Fprintf(&w, "# Lines that could not be read: %d. This is not all.\n", c.Bad)
	}
	w.top(b.o.AsOf)
	for _, t := range order {
		for _, id := range slices.Sorted(maps.Keys(b.entries)) {
			if e := b.entries[id]; e.Type == t {
				w.entry(e)
			}
		}
	}
	return w.Bytes()
}

func (w *writer) top(day readout.Day) { fmt.Fprintf(w, "as_of = %s\n", quote(string(day))) }

func (w *writer) entry(e *entry) {
	fmt.Fprintf(w, "\n[[%s]]\nid = %s\nname = %s\n", e.Type, quote(e.ID), quote(e.Name))
	w.list("names", e.Names)
	for _, k := range e.Keys {
		fmt.Fprintf(w, "%s = %s\n", k[0], quote(k[1]))
	}
	w.list("demonyms", e.Demonyms)
	if e.Many {
		w.WriteString("many = true\n")
	}
	if len(e.Held) == 0 {
		return
	}
	w.WriteString("held = [\n")
	for _, t := range e.Held {
		fmt.Fprintf(w, "  { office = %s", quote(t.Office))
		for _, d := range [][2]string{{"from", t.From}, {"to", t.To}} {
			if d[1] != "" {
				fmt.Fprintf(w, ", %s = %s", d[0], quote(d[1]))
			}
		}
		if t.Acting {
			w.WriteString(", acting = true")
		}
		w.WriteString(" },\n")
	}
	w.WriteString("]\n")
}

func (w *writer) list(key string, values []string) {
	if len(values) == 0 {
		return
	}
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = quote(v)
	}
	fmt.Fprintf(w, "%s = [%s]\n", key, strings.Join(quoted, ", "))
}

// quote writes a basic string of TOML.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case unicode.IsControl(r):
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// Words says in words what was read and taken.
func (c *Counts) Words() string {
	return fmt.Sprintf("read: %d; people: %d (%d known before), states: %d, organisations: %d, bodies: %d, outlets: %d, further offices: %d; tenures left out: %d undated, %d of no state or organisation, %d of offices that are not there",
		c.Entities, c.People, c.Known, c.States, c.Organisations, c.Bodies, c.Outlets, c.Offices, c.Undated, c.Homeless, c.Missing)
}
