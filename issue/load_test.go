package issue_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"readout"
	"readout/issue"
	"readout/text"
)

func TestLoad_mistakes(t *testing.T) {
	for _, tt := range []struct{ name, file, want string }{
		{"an unknown key", "[[issue]]\nid = \"a\"\nphrase = [\"b\"]", `mine.toml:3:1: unknown key "issue.phrase"`},
		{"no TOML", "[[issue]\n", "mine.toml:1:"},
		{"a bad id", "[[issue]]\nid = \"A b\"\nname = \"x\"", `mine.toml:2: bad id "A b"`},
		{"no name", "[[issue]]\nid = \"a\"\nphrases = [\"b\"]", "mine.toml:2: empty name"},
		{"an empty phrase", "[[issue]]\nid = \"a\"\nname = \"x\"\nphrases = [\"b\", \"\"]", "empty phrase"},
		{"a short beginning", "[[issue]]\nid = \"a\"\nname = \"x\"\nphrases = [\"b\", \"ab*\"]", `mine.toml:4: bad phrase "ab*": "ab" is too short`},
		{"a gap at the end", "[[issue]]\nid = \"a\"\nname = \"x\"\nphrases = [\"b ..\"]", ".. stands between two words"},
		{"a part of speech", "[[issue]]\nid = \"a\"\nname = \"x\"\nnot = [\"b/NN\"]", `unknown part of speech "NN"`},
		{"one id twice", "[[issue]]\nid = \"a\"\nname = \"x\"\n[[issue]]\nid = \"a\"\nname = \"y\"", "duplicate id"},
		{"weak alone", "[[issue]]\nid = \"a\"\nname = \"x\"\nweak = [\"b\"]", "want near or phrases"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := issue.Load(nil, issue.File{Name: "mine.toml", Data: []byte(tt.file)})
			if err == nil || !strings.Contains(err.Error(), tt.want) || !errors.Is(err, readout.ErrInvalid) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

func TestLoad_override(t *testing.T) {
	base := shipped(t)
	mine, err := issue.Load(base, issue.File{Name: "mine.toml", Data: []byte(`
[[issue]]
id = "ceasefire"
name = "The quiet"
phrases = ["quiet"]
[[issue]]
id = "space"
name = "not wanted"
`)})
	if err != nil {
		t.Fatal(err)
	}
	if i, err := mine.Get("ceasefire"); err != nil || i.Name != "The quiet" || i.Source != "mine.toml" {
		t.Errorf("ceasefire is %+v, %v; want that of mine.toml", i, err)
	}
	if _, err := mine.Get("space"); !errors.Is(err, readout.ErrNotFound) {
		t.Errorf("an issue without phrases is still there: %v", err)
	}
	if got := tagged(t, mine, "The ceasefire held; all was quiet."); !slices.Equal(got, []string{"ceasefire"}) {
		t.Errorf("issues %v, want only the user's ceasefire", got)
	}
	if mine.Version() == base.Version() {
		t.Error("another file makes no other version")
	}
	if base.Len() < 45 {
		t.Errorf("%d shipped issues, want at least 45", base.Len())
	}
}

func TestFind_patterns(t *testing.T) {
	for _, tt := range []struct {
		name, pattern, text string
		want                bool
	}{
		{"a form of the word", "withdraw troop", "They withdrew troops.", false}, // an irregular form needs lemmas
		{"a regular form", "expel diplomat", "Expelling diplomats", true},
		{"alternatives", "peace treaty|accord", "the peace accord", true},
		{"words between", "reopen .. corridor", "reopen the long and winding corridor", true},
		{"too many words between", "reopen .. corridor", "reopen the old and long and winding corridor", false},
		{"not over sentences", "reopen .. corridor", "They will reopen. The corridor is long.", false},
		{"a hyphen", "cease fire", "a cease-fire", true},
		{"quotation marks", "peace treaty", "a “peace” treaty", true},
		{"a comma", "peace treaty", "peace, treaty", false},
		{"the beginning of a word", "terror*", "terrorists", true},
		{"as written", "=arms", "an arm", false},
		{"as written, and so", "=arms", "the Arms", true},
		{"capitals", "NPT", "the npt", false},
		{"capitals, and so", "NPT", "the NPT", true},
		{"a possessive", "state right", "the state's rights", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			set, err := issue.Load(nil, issue.File{Name: "t", Data: []byte("[[issue]]\nid = \"a\"\nname = \"A\"\nphrases = ['" + tt.pattern + "']")})
			if err != nil {
				t.Fatal(err)
			}
			if got := len(set.Find(text.Annotate(nil, tt.text))) > 0; got != tt.want {
				t.Errorf("%q in %q: %v, want %v", tt.pattern, tt.text, got, tt.want)
			}
		})
	}
}

func TestFind_context(t *testing.T) {
	set, err := issue.Load(nil, issue.File{Name: "t", Data: []byte(`
ignore = ["corridor of power"]
[[issue]]
id = "road"
name = "Road"
phrases = ["highway"]
weak = ["corridor"]
near = ["truck"]
not = ["highway code"]
`)})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		text string
		want int
	}{
		{"The corridor is dark.", 0},
		{"The corridor is full of trucks.", 1},
		{"Trucks. The corridor is dark.", 0},
		{"The corridor beside the highway", 2},
		{"The highway code forbids it.", 0},
		{"Trucks stood in the corridors of power.", 0},
	} {
		if got := set.Find(text.Annotate(nil, tt.text)); len(got) != tt.want {
			t.Errorf("%q: %d hits %v, want %d", tt.text, len(got), got, tt.want)
		}
	}
}

// TestTag_pronoun takes an issue over to a pronoun only where the document links it.
func TestTag_pronoun(t *testing.T) {
	const s = "The minister spoke about the ceasefire. He said it was fragile."
	a := &readout.Article{Text: s}
	tx := readout.NewText(s)
	at := strings.Index(s, "it was")
	st := []readout.Statement{{Content: readout.List[readout.Span]{tx.Span(at, len(s)-1)}}}
	d := annotate(t, s)
	shipped(t).Tag(issue.Input{Article: a, Document: d, Statements: st})
	linked := slices.ContainsFunc(d.Mentions, func(m text.Mention) bool { return d.Words[m.First].Form == "it" && m.Antecedent != text.NoMention })
	if got := slices.Equal(st[0].Issues, []string{"ceasefire"}); got != linked {
		t.Errorf("issues %v; the document links the pronoun: %v", st[0].Issues, linked)
	}
}

func TestTag_refusal(t *testing.T) {
	const s = "Has the truce failed? I have nothing for you on that."
	tx := readout.NewText(s)
	q := strings.Index(s, "?") + 1
	st := []readout.Statement{
		{ID: "q", Kind: readout.Question, Content: readout.List[readout.Span]{tx.Span(0, q)}},
		{ID: "r", Kind: readout.Refusal, Answers: "q", Content: readout.List[readout.Span]{tx.Span(q+1, len(s))}},
		{ID: "a", Kind: readout.Direct, Answers: "q", Content: readout.List[readout.Span]{tx.Span(q+1, len(s))}},
	}
	shipped(t).Tag(issue.Input{Article: &readout.Article{Text: s}, Document: annotate(t, s), Statements: st})
	for i, want := range [][]string{{"ceasefire"}, {"ceasefire"}, nil} {
		if !slices.Equal(st[i].Issues, want) {
			t.Errorf("statement %s has %v, want %v", st[i].ID, st[i].Issues, want)
		}
	}
}

// TestFind_hostile reads a long sentence made of nothing but what patterns begin with.
func TestFind_hostile(t *testing.T) {
	set := shipped(t)
	for _, word := range []string{"nuclear ", "peace ", "withdraw ", "the corridor of ", "- ' \" "} {
		d := text.Annotate(nil, strings.Repeat(word, (512<<10)/len(word)))
		begin := time.Now()
		hits := set.Find(d)
		if took := time.Since(begin); took > time.Minute {
			t.Errorf("%q: %v for %d words, %d hits", word, took, len(d.Words), len(hits))
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("The cease-fire, the minister's troops; withdraw NPT peace..", "withdraw|pull .. troop|force*")
	set, err := issue.Default()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s, pattern string) {
		mine, err := issue.Load(set, issue.File{Name: "f", Data: []byte("[[issue]]\nid = \"f\"\nname = \"F\"\nphrases = ['" + pattern + "']")})
		if err != nil {
			mine = set
		}
		at := 0
		for _, h := range mine.Find(text.Annotate(nil, s)) {
			if h.Start < 0 || h.End > len(s) || h.Start >= h.End || h.First >= h.Last || h.Start < at {
				t.Fatalf("hit %+v after byte %d of %d", h, at, len(s))
			}
			at = h.Start
		}
	})
}

func BenchmarkFind(b *testing.B) {
	set := shipped(b)
	var s strings.Builder
	for range 40 {
		s.WriteString("The foreign minister said on Monday that the two countries had agreed to reopen the corridor before winter, and that talks on a peace treaty would go on. ")
		s.WriteString("Nobody in the room, he added, had asked for more than a road and a timetable, and the officials of both sides went home early.\n\n")
	}
	d := annotate(b, s.String())
	b.SetBytes(int64(s.Len()))
	for b.Loop() {
		set.Find(d)
	}
	b.ReportMetric(float64(len(d.Words))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
