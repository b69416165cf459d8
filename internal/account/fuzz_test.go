package account

import (
	"testing"

	"readout"
	"readout/statement"
	"readout/text"
)

// FuzzCompare compares what is found in any two texts: nothing breaks off, every span of a
// cell has the words that stand there.
func FuzzCompare(f *testing.F) {
	f.Add(`Lim said that the toll was unlawful. "We will not pay 40 crowns," Brun said.`, "Brun denied that a toll had been set. It does not restrict trade.")
	f.Add("Asked whether it was so, Lim declined to comment.", `Lim "voiced her concern that," the office said`)
	f.Add("", "“„«‘’»“” said")
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a)+len(b) > 4<<10 {
			return
		}
		var in Input
		for i, s := range []string{a, b} {
			rec := &readout.Record{Article: readout.Article{Text: s, Language: "en"}}
			doc := text.Annotate(nil, s)
			rec.Statements = statement.Find(statement.Input{Article: &rec.Article, Document: doc})
			for k := range rec.Statements {
				rec.Statements[k].Event = "e"
				if p := rec.Statements[k].Speaker; p != nil {
					p.Side = readout.Opt([]string{"RUV", "OST"}[(i+k*(len(a)%2))%2]) // a page of one side, or of both
				}
			}
			in.Pages = append(in.Pages, Page{Record: rec, Document: doc, Events: []readout.EventID{"e"}})
		}
		hold(t, &in, Compare(in))
	})
}

func hold(t *testing.T, in *Input, got Comparison) {
	t.Helper()
	for _, r := range got.Rows {
		for _, list := range []readout.List[Cell]{r.A, r.B} {
			for i := range list {
				c := &list[i]
				whole := readout.NewText(in.Pages[c.Page].Record.Article.Text)
				for _, sp := range append(append([]readout.Span{}, c.Statement.Content...), c.Verbatim...) {
					if start, _ := whole.Bytes(sp); start < 0 {
						t.Errorf("span %d-%d %q does not stand in the text", sp.Start, sp.End, sp.Text)
					}
				}
				_ = c.Pieces()
			}
		}
	}
}
