package web

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"readout"
)

func span(text, words string) readout.Span {
	at := strings.Index(text, words)
	start := utf8.RuneCountInString(text[:at])
	return readout.Span{Start: start, End: start + utf8.RuneCountInString(words), Text: words}
}

func TestSheetFlattensWhatOverlaps(t *testing.T) {
	const text = "“We spoke to Orlec,” Ansley said, and Orlec’s office “confirmed it was a call”."
	r := &reading{Text: text, First: 1, Kept: true,
		Statements: []readout.Statement{
			{ID: "a", Kind: readout.Direct, Content: readout.List[readout.Span]{span(text, "“We spoke to Orlec,”")},
				Source: readout.List[readout.Span]{span(text, "Ansley")}, Speaker: &readout.Party{ID: "ansley", Name: "Ansley"}},
			{ID: "b", Kind: readout.Mixed, Content: readout.List[readout.Span]{span(text, "Orlec’s office “confirmed it was a call”")}},
			{ID: "c", Kind: readout.Indirect, Content: readout.List[readout.Span]{span(text, "it was a call")}, Answers: "a"},
		},
		Events: []readout.Event{{ID: "e", Kind: "call", Mentions: readout.List[readout.Span]{span(text, "call")},
			Participants: readout.List[readout.Participant]{{Party: readout.Party{ID: "orlec", Name: "Bastian Orlec"}, Span: new(span(text, "Orlec"))}}}},
	}
	s := newSheet(r)
	if len(s.Rows) != 1 {
		t.Fatalf("%d rows", len(s.Rows))
	}
	want := []segment{
		{At: []anchor{{"s-a", 1}}, Text: "“We spoke to ", Class: "said direct", Href: "/statement/a", Of: "1"},
		{Text: "Orlec", Class: "name said direct", Href: "/actor/orlec", Title: "Bastian Orlec", Of: "1"},
		{Text: ",”", Class: "said direct", Of: "1"},
		{Text: " "},
		{Text: "Ansley", Class: "name", Href: "/actor/ansley"},
		{Text: " said, and "},
		{At: []anchor{{"s-b", 2}}, Text: "Orlec’s office “", Class: "said mixed", Href: "/statement/b", Of: "2"},
		{Text: "confirmed ", Class: "own said mixed", Href: "/statement/b", Of: "2"},
		{At: []anchor{{"s-c", 3}}, Text: "it was a ", Class: "own said indirect", Href: "/statement/c", Of: "2 3"},
		{At: []anchor{{ID: "e-e"}}, Text: "call", Class: "own happening said indirect", Href: "/event/e", Title: "call: Bastian Orlec", Of: "2 3"},
		{Text: "”", Class: "said mixed", Of: "2"},
		{Text: "."},
	}
	if d := cmp.Diff(want, s.Rows[0].Segments); d != "" {
		t.Error(d)
	}
	var order []string
	for _, n := range s.Rows[0].Notes {
		order = append(order, string(n.Statement.ID))
	}
	if got := strings.Join(order, " "); got != "a c b" {
		t.Errorf("an answer stands under its question: got %s", got)
	}
}

func TestSheetMarksAddressees(t *testing.T) {
	const text = "In Orlecville, Ansley told Bastian Orlec that the road is open."
	s := newSheet(&reading{Text: text, Kept: true, First: 1, Statements: []readout.Statement{{ID: "a", Kind: readout.Indirect,
		Content: readout.List[readout.Span]{span(text, "that the road is open")}, Addressee: &readout.Party{ID: "orlec", Name: "Prime Minister Orlec"}}}})
	for _, seg := range s.line() {
		if seg.Href == "/actor/orlec" && seg.Text == "Orlec" {
			return
		}
	}
	t.Errorf("got %+v", s.line())
}

func TestSheetNamesOverrides(t *testing.T) {
	s := newSheet(&reading{Text: "yes \u202eon"})
	if got := s.line(); len(got) != 3 || got[1].Control != "right-to-left override" || got[1].Text != "" {
		t.Errorf("got %+v", got)
	}
}

// FuzzSheet has marks anywhere, and wants all of the text and each place once.
func FuzzSheet(f *testing.F) {
	f.Add("One two.\n\nThree “four” five.", 0, 7, 3, 20, 1)
	f.Add("\n\n\n", -3, 900, 1, 1, 0)
	f.Add("a\u202eb\xff", 0, 2, 1, 3, -4)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d, from int) {
		text = strings.ToValidUTF8(text, "?")
		r := &reading{Text: text, From: from, First: 1, Statements: []readout.Statement{
			{ID: "x", Kind: readout.Mixed, Addressee: &readout.Party{ID: "e", Name: "four"}, Content: readout.List[readout.Span]{{Start: a, End: b, Text: "“x” y"}}, Answers: "y"},
			{ID: "y", Kind: readout.Question, Content: readout.List[readout.Span]{{Start: c, End: d}, {Start: a, End: d}}, Answers: "x"},
		}, Events: []readout.Event{{ID: "e", Mentions: readout.List[readout.Span]{{Start: b, End: c}}}}}
		seen := make(map[string]bool)
		var got strings.Builder
		for _, row := range newSheet(r).Rows {
			for _, s := range row.Segments {
				got.WriteString(s.Text)
				for _, at := range s.At {
					if seen[at.ID] {
						t.Errorf("%s twice", at.ID)
					}
					seen[at.ID] = true
				}
			}
		}
		bare := strings.NewReplacer("\n", "", "\u202d", "", "\u202e", "").Replace
		if got := bare(got.String()); got != bare(text) {
			t.Errorf("got %q, want %q", got, bare(text))
		}
	})
}

func TestSplit(t *testing.T) {
	words := strings.Repeat("Some words of a long day. ", 2000)
	tests := []struct {
		name, text string
		starts     []int
		least      int
	}{
		{"an empty text", "", nil, 1},
		{"a short one", "Two words.", []int{0}, 1},
		{"paragraphs", strings.Repeat("A paragraph of a few words.\n\n", 2000), nil, 10},
		{"one paragraph", words, nil, 8},
		{"no blank at all", strings.Repeat("ü", 30000), nil, 8},
		{"statements at every word", words, every(26, 2000), 100},
		{"all statements at one place", words, make([]int, 500), 8},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			const most = 6000
			parts := split(tt.text, tt.starts, nil, most)
			if len(parts) < tt.least {
				t.Errorf("%d parts, fewer than %d", len(parts), tt.least)
			}
			at, end := 0, 0
			for i, p := range parts {
				if p.From != at || p.start != end || p.To < p.From || p.To-p.From != utf8.RuneCountInString(tt.text[p.start:p.end]) {
					t.Fatalf("part %d of %d is %+v after %d", i, len(parts), p, at)
				}
				if p.end-p.start > most {
					t.Errorf("part %d has %d bytes", i, p.end-p.start)
				}
				at, end = p.To, p.end
			}
			if end != len(tt.text) {
				t.Errorf("the parts end at %d of %d", end, len(tt.text))
			}
			for n, start := range tt.starts {
				if p := parts[partAt(parts, start)]; n < p.First || n >= p.Last {
					t.Errorf("statement %d at %d is not in its part %+v", n, start, p)
				}
			}
		})
	}
}

func every(by, n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i * by
	}
	return out
}
