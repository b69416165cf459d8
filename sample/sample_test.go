// Package sample_test holds the sample dossier and the gold set to themselves: every page
// has its expected record, every word of a record stands on its page, and everybody in it
// is in the actor file.
package sample_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"readout"
	"readout/actor"
	"readout/internal/eval"
)

// folders have pages/, expected/ and actors.toml each.
var folders = []string{".", "../gold/dev", "../gold/test", "../gold/hard", "../gold/hard-seen"}

// A sample is a page with what is expected of it.
type sample struct {
	dir  string // of folders
	name string
	page []byte
	want *eval.Expected
}

func samples(t *testing.T) []sample {
	t.Helper()
	var out []sample
	for _, dir := range folders {
		out = append(out, folder(t, dir)...)
	}
	return out
}

func folder(t *testing.T, dir string) []sample {
	t.Helper()
	pages, err := filepath.Glob(filepath.Join(dir, "pages", "*"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages in %s: %v", dir, err)
	}
	var out []sample
	for _, file := range pages {
		page, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		base := filepath.Base(file)
		name := strings.TrimSuffix(base, filepath.Ext(base))
		record, err := os.ReadFile(filepath.Join(dir, "expected", name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		want, err := eval.ParseExpected(string(record))
		if err != nil {
			t.Fatalf("%s/expected/%s.txt: %v", dir, name, err)
		}
		out = append(out, sample{dir: dir, name: base, page: page, want: want})
	}
	return out
}

func TestExpected_pages(t *testing.T) {
	for _, dir := range folders {
		records, err := filepath.Glob(filepath.Join(dir, "expected", "*.txt"))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := len(records), len(folder(t, dir)); got != want {
			t.Errorf("%s: %d expected records for %d pages", dir, got, want)
		}
	}
}

// TestExpected_words holds that a record's words stand on its page in this order:
// headline before body, paragraph before paragraph.
func TestExpected_words(t *testing.T) {
	for _, s := range samples(t) {
		t.Run(s.name, func(t *testing.T) {
			text := visible(t, s)
			for _, words := range slices.Concat([]string{s.want.Headline, s.want.Dateline}, s.want.Byline, relatedHeadlines(s.want)) {
				if !strings.Contains(text, words) {
					t.Errorf("the page does not say %q", words)
				}
			}
			rest := text
			for _, p := range slices.Concat([]string{s.want.Headline}, s.want.Paragraphs) {
				_, after, found := strings.Cut(rest, p)
				if !found {
					t.Fatalf("the page does not say, or not in this place: %q", p)
				}
				rest = after
			}
		})
	}
}

func relatedHeadlines(e *eval.Expected) []string {
	var out []string
	for _, r := range e.Related {
		out = append(out, r.Headline)
	}
	return out
}

func TestExpected_head(t *testing.T) {
	for _, s := range samples(t) {
		w := s.want
		if w.Headline == "" || w.Publisher+w.Agency == "" || w.Language == "" || len(w.Published) == 0 {
			t.Errorf("%s: headline, publisher or agency, language and published are always given", s.name)
		}
		for _, p := range w.Published {
			bySaving := p.Latest != "" && p.Latest == w.Captured
			if p.Earliest > p.Latest && p.Latest != "" || p.Basis != readout.Office && (p.Basis == readout.Capture) != bySaving {
				t.Errorf("%s: published %+v does not fit itself or captured %q", s.name, p, w.Captured)
			}
		}
	}
}

func TestExpected_statements(t *testing.T) {
	for _, s := range samples(t) {
		text := s.want.Text()
		for i := range s.want.Statements {
			st := &s.want.Statements[i]
			if _, err := st.Locate(text); err != nil {
				t.Errorf("%s, line %d: %v", s.name, st.Line, err)
			}
			if (st.Speaker == eval.ExpectedParty{}) != (st.Level == readout.UnknownSource) {
				t.Errorf("%s, line %d: a speaker has a level, and nobody has none", s.name, st.Line)
			}
			if st.Answers != "" && !asks(s.want, st.Answers) {
				t.Errorf("%s, line %d: no question begins with %q", s.name, st.Line, st.Answers)
			}
		}
	}
}

func asks(e *eval.Expected, first string) bool {
	return slices.ContainsFunc(e.Statements, func(s eval.ExpectedStatement) bool {
		return s.Kind == readout.Question && strings.HasPrefix(s.Content[0], first)
	})
}

// TestExpected_kinds holds kind and quotation marks together. Where a page is somebody's
// own words from end to end there are none to see.
func TestExpected_kinds(t *testing.T) {
	own := []string{"transcript", "interview", "readout"}
	for _, s := range samples(t) {
		for _, st := range s.want.Statements {
			marks := strings.ContainsAny(strings.Join(st.Content, " "), "\"“„‘")
			opens := strings.IndexAny(strings.TrimPrefix(st.Content[0], "that "), "\"“„‘") == 0
			var ok bool
			switch st.Kind {
			case readout.Direct:
				ok = opens || slices.Contains(own, st.Setting)
			case readout.Mixed:
				ok = marks
			case readout.Indirect:
				ok = !marks || st.Optional
			default:
				ok = true
			}
			if !ok {
				t.Errorf("%s, line %d: kind %s does not fit %q", s.name, st.Line, st.Kind, st.Content)
			}
		}
	}
}

func TestExpected_parties(t *testing.T) {
	for _, dir := range folders {
		roster := loadActors(t, dir, nil)
		for _, s := range folder(t, dir) {
			for _, st := range s.want.Statements {
				for _, p := range []eval.ExpectedParty{st.Speaker, st.Addressee} {
					checkParty(t, roster, s, st, p)
				}
			}
		}
	}
}

func checkParty(t *testing.T, roster *actor.Roster, s sample, st eval.ExpectedStatement, p eval.ExpectedParty) {
	t.Helper()
	if p.ID == "" {
		if p.Name != "" && !strings.Contains(strings.ToLower(s.want.Text()), strings.ToLower(p.Name)) {
			t.Errorf("%s, line %d: %q is neither in the actor file nor on the page", s.name, st.Line, p.Name)
		}
		return
	}
	a := roster.Get(p.ID)
	switch {
	case a == nil:
		t.Errorf("%s, line %d: no actor %q", s.name, st.Line, p.ID)
	case a.Name != p.Name || a.Side != p.Side:
		t.Errorf("%s, line %d: %s is %q of %q, not %q of %q", s.name, st.Line, p.ID, a.Name, a.Side, p.Name, p.Side)
	case p.Office != "" && !slices.Contains(roster.Holders(p.Office, s.want.Published[0]), a):
		t.Errorf("%s, line %d: %s does not hold %s", s.name, st.Line, p.ID, p.Office)
	}
}

// TestActors_withTheWorld holds that the invented actors can be read beside the shipped
// ones.
func TestActors_withTheWorld(t *testing.T) {
	world, err := actor.Default()
	if err != nil {
		t.Fatal(err)
	}
	invented := []struct{ dir, id, side string }{{".", "margit-ansley", "HLV"}, {"../gold/dev", "nadia-ferrow", "ADS"}}
	for _, tt := range invented {
		if got := loadActors(t, tt.dir, world).Get(tt.id); got == nil || got.Side != tt.side || !got.Female {
			t.Errorf("%s is %+v", tt.id, got)
		}
	}
}

func loadActors(t *testing.T, dir string, base *actor.Roster) *actor.Roster {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "actors.toml"))
	if err != nil {
		t.Fatal(err)
	}
	roster, err := actor.Load(base, actor.File{Name: "actors.toml", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return roster
}

// visible returns the text that a page shows, with its title, white space made single
// spaces.
func visible(t *testing.T, s sample) string {
	t.Helper()
	if !strings.HasSuffix(s.name, ".html") {
		return fold(string(s.page))
	}
	encoding := "utf-8"
	if bytes.Contains(s.page[:min(512, len(s.page))], []byte("windows-1252")) {
		encoding = "windows-1252"
	}
	r, err := charset.NewReaderLabel(encoding, bytes.NewReader(s.page))
	if err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(r)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode && n.Parent.DataAtom != atom.Script && n.Parent.DataAtom != atom.Style {
			b.WriteString(n.Data)
		}
	}
	return fold(b.String())
}

func fold(s string) string { return strings.Join(strings.Fields(s), " ") }
