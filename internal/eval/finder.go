package eval

import (
	"readout"
	finder "readout/internal/attribution"
	"readout/text"
)

// FinderOf returns a function for [Statements] that gives what the finder of attributions
// finds, spans alone.
func FinderOf(language *text.Model, m *finder.Model) func(string) []readout.Statement {
	return func(s string) []readout.Statement {
		d := text.Annotate(language, s)
		t := readout.NewText(s)
		span := func(sp finder.Span) []readout.Span {
			if sp.First == sp.Last {
				return nil
			}
			return []readout.Span{t.Span(d.Words[sp.First].Start, d.Words[sp.Last-1].End)}
		}
		var out []readout.Statement
		for _, a := range m.Find(d) {
			if a.Inside >= 0 {
				continue // PolNeAR marks the outermost only
			}
			st := readout.Statement{Cue: span(a.Cue), Source: span(a.Source)}
			for _, c := range a.Content {
				st.Content = append(st.Content, span(c)...)
			}
			out = append(out, st)
		}
		return out
	}
}
