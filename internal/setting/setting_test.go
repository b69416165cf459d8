package setting_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout/internal/setting"
)

// options are one for each name, each with a feature of its own and one for all.
func options(names ...string) []setting.Option {
	var out []setting.Option
	for i, n := range names {
		out = append(out, setting.Option{Setting: n, Features: []uint32{setting.Hash(1, uint32(i)), setting.Hash(2)}})
	}
	return out
}

func TestModel_Choose(t *testing.T) {
	var examples []setting.Example
	for range 50 {
		examples = append(examples, setting.Example{Options: options("", "briefing", "call"), Setting: "briefing"})
	}
	m, err := setting.Load(setting.Learn(examples, 1))
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Choose(options("", "briefing", "call"), ""); got != "briefing" {
		t.Errorf("Choose = %q, want what all examples have", got)
	}
	if got := m.Choose(nil, "call"); got != "call" {
		t.Errorf("without options Choose = %q, want what the rules say", got)
	}
	var none *setting.Model
	if got := none.Choose(options("", "briefing"), "call"); got != "call" {
		t.Errorf("without a model Choose = %q, want what the rules say", got)
	}
}

func TestLoaded(t *testing.T) {
	if setting.Loaded() == nil {
		t.Error("the embedded weights do not fit")
	}
}

func TestLoadRejects(t *testing.T) {
	for _, data := range []string{"", "\x01", "\x03\x02\x00\x00\x00\x00abcdefghijkl"} {
		if _, err := setting.Load([]byte(data)); err == nil {
			t.Errorf("%q was loaded", data)
		}
	}
}

func TestPages(t *testing.T) {
	const in = "# a remark\n= Orm Herald | Ferry late\n\nThe ferry is late, Lim said. <b> She blamed fog. <b>\nIt was not, a sailor told us. <->\n"
	got, err := setting.Pages(strings.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	text := "The ferry is late, Lim said. She blamed fog.\n\nIt was not, a sailor told us."
	want := []setting.Page{{Publisher: "Orm Herald", Headline: "Ferry late", Text: text, Marks: []setting.Mark{{At: 28, Setting: "briefing"}, {At: 44, Setting: "briefing"}, {At: len(text)}}}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for _, c := range []struct {
		at    int
		where string
		known bool
	}{{3, "briefing", true}, {30, "briefing", true}, {50, "", true}, {len(text), "", false}} {
		if where, known := got[0].Marked(c.at); where != c.where || known != c.known {
			t.Errorf("Marked(%d) = %q, %t, want %q, %t", c.at, where, known, c.where, c.known)
		}
	}
}

func TestPagesRejects(t *testing.T) {
	for _, in := range []string{"A paragraph. <b>", "= no headline", "= a | b\nSaid Lim. <y>", "= a | b\nSaid Lim. <b"} {
		if _, err := setting.Pages(strings.NewReader(in)); err == nil {
			t.Errorf("%q was read", in)
		}
	}
}

func FuzzPages(f *testing.F) {
	f.Add("= a | b\nSaid Lim. <b>\nx <->", 3)
	f.Fuzz(func(t *testing.T, in string, at int) {
		pages, err := setting.Pages(strings.NewReader(in))
		if err != nil {
			return
		}
		for _, p := range pages {
			last := 0
			for _, m := range p.Marks {
				if m.At < last || m.At > len(p.Text) {
					t.Fatalf("mark at %d after %d, of %d bytes", m.At, last, len(p.Text))
				}
				last = m.At
			}
			p.Marked(max(0, min(at, len(p.Text))))
		}
	})
}
