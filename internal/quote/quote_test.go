package quote_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"readout"
	"readout/internal/quote"
	"readout/internal/store"
)

// hit makes a statement whose content stands at the beginning of its article.
func hit(id string, kind readout.Kind, speaker, content string, day readout.Day) store.Hit {
	tx := readout.NewText(content)
	h := store.Hit{Said: readout.On(day, readout.Stated), Sentence: tx.Span(0, len(content)), Page: readout.Page{ID: readout.PageID("sha256:" + id)}}
	h.Statement = readout.Statement{ID: readout.StatementID(id), Kind: kind, Content: readout.List[readout.Span]{tx.Span(0, len(content))}}
	if speaker != "" {
		h.Statement.Speaker = &readout.Party{Name: speaker, Type: "person"}
	}
	return h
}

func parse(t *testing.T, s string) quote.Quote {
	t.Helper()
	q, err := quote.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func TestJudge(t *testing.T) {
	door := hit("1", readout.Direct, "Ana Lim", "“The door is open, and it isn’t closing,”", "2031-05-01")
	mixed := hit("2", readout.Mixed, "Ana Lim", "that the office was „not a door“ but a [wide] window", "2031-05-02")
	told := hit("3", readout.Indirect, "Ivo Tal", "that the lighthouse was the sovereign right of the island", "2031-05-03")
	nobody := hit("4", readout.Direct, "", "“Wait and see,”", "2031-05-04")
	refused := hit("5", readout.Refusal, "Ana Lim", "to name the ship", "2031-05-05")
	for _, tt := range []struct {
		name, quote, by string
		want            quote.Verdict
		diff            string // changed, added and missing words as "-asked +found"
	}{
		{"word for word", "The door is open", "", quote.Exact, ""},
		{"case, marks and spaces", "«the  DOOR is\nopen»", "", quote.Exact, ""},
		{"an apostrophe", "it isn't closing", "", quote.Exact, ""},
		{"an ellipsis", "The door … isn't closing", "", quote.Exact, ""},
		{"an editor's word", "The [old] door is open", "", quote.Exact, ""},
		{"another form", "The doors are open", "", quote.Near, "-doors +door -are +is"},
		{"another word", "The gate is open and it isn't closing", "", quote.Near, "-gate +door"},
		{"a word too many", "The door is always open", "", quote.Near, "-always"},
		{"a word left out", "The door is open and isn't closing", "", quote.Near, "+it"},
		{"a negation", "The door isn't open", "", quote.Near, "-isn't +is"},
		{"too many differ", "The gate was shut", "", quote.NotFound, ""},
		{"the words in marks of a mixed one", "not a door", "", quote.Exact, ""},
		{"the words outside them", "but a wide window", "", quote.Paraphrase, ""},
		{"across the marks", "the office was not a door", "", quote.Paraphrase, ""},
		{"by who said it", "The door is open", "Ana Lim", quote.Exact, ""},
		{"by another", "The door is open", "Ivo Tal", quote.SomeoneElse, ""},
		{"nobody is named", "Wait and see", "Ana Lim", quote.SomeoneElse, ""},
		{"a paraphrase", "the sovereign right of the island", "", quote.Paraphrase, ""},
		{"the same in other words", "the island's right to its lighthouse is sovereign", "", quote.Paraphrase, ""},
		{"what was refused", "to name the ship", "", quote.Paraphrase, ""},
		{"not at all", "the moon is made of cheese", "", quote.NotFound, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ask := quote.Ask{Quote: parse(t, tt.quote), Speaker: tt.by, Hits: []store.Hit{door, mixed, told, nobody, refused}}
			if tt.by != "" {
				ask.By = func(p *readout.Party) bool { return p != nil && p.Name == tt.by }
			}
			r := quote.Judge(ask)
			if r.Verdict != tt.want {
				t.Fatalf("%q is %q, want %q: %s", tt.quote, r.Verdict, tt.want, r.Meaning)
			}
			if tt.want == quote.Near {
				if got := differences(r.Near[0].Diff); got != tt.diff {
					t.Errorf("difference %q, want %q", got, tt.diff)
				}
				if denied := tt.name == "a negation"; r.Near[0].Negation != denied || strings.Contains(r.Meaning, "negation differs") != denied {
					t.Errorf("a negation differs: %v, want %v; %s", r.Near[0].Negation, denied, r.Meaning)
				}
			}
			holds(t, &r)
		})
	}
}

func differences(edits []quote.Edit) string {
	var parts []string
	for _, e := range edits {
		if e.Op == quote.Same {
			continue
		}
		if e.Quote != "" {
			parts = append(parts, "-"+e.Quote)
		}
		if e.Found != "" {
			parts = append(parts, "+"+e.Found)
		}
	}
	return strings.Join(parts, " ")
}

// holds checks what must be so of every report: no paraphrase is anybody's words, and the
// words are where the spans say.
func holds(t *testing.T, r *quote.Report) {
	t.Helper()
	for _, f := range r.Paraphrases {
		if f.Verbatim {
			t.Errorf("the paraphrase %q is given as words", f.Words)
		}
	}
	for _, l := range [][]quote.Find{r.Exact, r.Near, r.SomeoneElse, r.Shortened} {
		for _, f := range l {
			if !f.Verbatim || f.Kind == readout.Indirect {
				t.Errorf("%q of a %s statement is given as words", f.Words, f.Kind)
			}
			for _, sp := range f.Spans {
				if got := string([]rune(f.Sentence.Text)[sp.Start:sp.End]); got != sp.Text {
					t.Errorf("span %d–%d is %q, not %q", sp.Start, sp.End, got, sp.Text)
				}
			}
		}
	}
}

func TestJudge_carriers(t *testing.T) {
	late := hit("1", readout.Direct, "Ana Lim", "“The door is open to everybody who knocks,”", "2031-05-03")
	first := hit("2", readout.Direct, "Ana Lim", "“The door is open to everybody who knocks,”", "2031-05-01")
	bounded := hit("3", readout.Direct, "Ana Lim", "“The door is open to everybody who knocks,”", "")
	bounded.Said = readout.Interval{Earliest: "2031-01-01", Latest: "2031-12-31", Basis: readout.Office}
	short := hit("4", readout.Mixed, "Ana Lim", "that it was “open to everybody” now", "2031-05-02")
	first.Article.Headline = "Door 'open to everybody', says Lim"
	r := quote.Judge(quote.Ask{Quote: parse(t, "The door is open to everybody who knocks"), Hits: []store.Hit{late, first, bounded, short}})
	if r.Earliest == nil || r.Earliest.Statement != "2" || r.MayBeEarlier != 1 {
		t.Errorf("earliest %+v, %d may be earlier; want statement 2 and 1", r.Earliest, r.MayBeEarlier)
	}
	if len(r.Shortened) != 1 || r.Shortened[0].Words != "open to everybody" {
		t.Errorf("shortened by %+v, want statement 4", r.Shortened)
	}
	if len(r.Headlines) != 1 || r.Headlines[0].Words != "open to everybody" {
		t.Errorf("headlines %+v, want the one", r.Headlines)
	}
}

func TestScope_Words(t *testing.T) {
	for _, tt := range []struct {
		s    store.Scope
		want string
	}{
		{store.Scope{Pages: 3, Earliest: "2023-05-01", Latest: "2023-05-08"}, "3 pages from 2023-05-01 to 2023-05-08"},
		{store.Scope{Pages: 1, Earliest: "2023-05-01", Latest: "2023-05-01"}, "1 page of 2023-05-01"},
		{store.Scope{Pages: 2, Undated: 2}, "2 pages without a known day"},
		{store.Scope{Pages: 9, Undated: 2, Bounded: 1, Earliest: "2023-05-01", Latest: "2023-05-08"}, "9 pages, 7 of them from 2023-05-01 to 2023-05-08 (1 of them not known to the day) and 2 without a known day"},
		{store.Scope{}, "0 pages"},
	} {
		if got := (&quote.Scope{Scope: tt.s}).Words(); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.s, got, tt.want)
		}
	}
}

func TestMarks(t *testing.T) {
	const content = "that a “peace kept in a drawer” would be “eaten,” and it’s late"
	for _, tt := range []struct {
		piece, whole string
		verbatim     bool
	}{
		{"peace kept", "peace kept", true},
		{"peace kept in a drawer” would", "“peace kept in a drawer” would", false},
		{"would be “eaten", "would be “eaten,”", false},
		{"eaten", "eaten", true},
		{"it’s late", "it’s late", false},
	} {
		at := strings.Index(content, tt.piece)
		m := quote.ReadMarks(readout.Mixed, content)
		if from, to := m.Whole(at, at+len(tt.piece)); content[from:to] != tt.whole {
			t.Errorf("%q is %q, want %q", tt.piece, content[from:to], tt.whole)
		}
		if got := m.Verbatim(readout.Mixed, at, at+len(tt.piece)); got != tt.verbatim {
			t.Errorf("%q verbatim: %v, want %v", tt.piece, got, tt.verbatim)
		}
	}
}

func TestParse_mistakes(t *testing.T) {
	for _, s := range []string{"", "…", "[only] [mine]", strings.Repeat("word ", quote.MaxWords+1)} {
		if _, err := quote.Parse(s); err == nil {
			t.Errorf("no error for %.20q", s)
		}
	}
}

// TestJudge_hostile compares the longest quotation with long statements.
func TestJudge_hostile(t *testing.T) {
	q := parse(t, strings.Repeat("word ", quote.MaxWords))
	var hits []store.Hit
	for range 20 {
		hits = append(hits, hit("1", readout.Direct, "Ana Lim", strings.Repeat("word, “ ", 100000), "2031-05-01"))
	}
	begin := time.Now()
	quote.Judge(quote.Ask{Quote: q, Hits: hits})
	if took := time.Since(begin); took > time.Minute {
		t.Errorf("%v for %d statements", took, len(hits))
	}
}

func FuzzJudge(f *testing.F) {
	f.Add("The [old] door … is open", "“The door ‘is’ open,” it's „not«")
	f.Fuzz(func(t *testing.T, s, content string) {
		q, err := quote.Parse(s)
		if err != nil || !utf8.ValidString(content) { // the record holds text only
			return
		}
		for _, k := range []readout.Kind{readout.Direct, readout.Mixed, readout.Indirect} {
			r := quote.Judge(quote.Ask{Quote: q, Hits: []store.Hit{hit("1", k, "Ana Lim", content, "2031-05-01")}})
			holds(t, &r)
			m := quote.ReadMarks(k, content)
			for _, w := range quote.Words(content) {
				if from, to := m.Whole(w.Start, w.End); from < 0 || from > w.Start || to < w.End || to > len(content) || !utf8.ValidString(content[from:to]) {
					t.Fatalf("%q of %q is to be [%d, %d)", content[w.Start:w.End], content, from, to)
				}
			}
		}
	})
}
