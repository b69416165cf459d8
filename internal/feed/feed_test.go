package feed

import (
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"
	"time"

	"readout"
	"readout/internal/store"
)

// hostile is a statement whose words want to be more than text.
func hostile() *store.Arrived {
	const words = "]]></content><script>alert(1)</script>\x00\x0b\u202e\ufffe & \"we\" will"
	a := &store.Arrived{Came: "2026-03-04T05:06:07Z"}
	a.Statement = readout.Statement{ID: "s/1?<&", Kind: readout.Direct, Content: readout.List[readout.Span]{{End: len([]rune(words)), Text: words}},
		Speaker: &readout.Party{Name: "Ana </title> Lim"}, Issues: []string{`"quoted"`}}
	a.Said = readout.Interval{Earliest: "2026-03-02", Latest: "2026-03-02", Basis: readout.Stated}
	a.Article.Headline = "<b>Talks</b>"
	return a
}

func TestFeed_hostile(t *testing.T) {
	f := &Feed{ID: "urn:uuid:1", Title: "\x01<", Home: "http://desk.example/search?q=a&b", Self: "http://desk.example/feed.atom", Items: []Item{ofStatement(hostile(), "http://desk.example")}}
	b, err := f.Atom()
	if err != nil {
		t.Fatal(err)
	}
	var got atomFeed
	if err := xml.Unmarshal(b, &got); err != nil {
		t.Fatalf("%v in\n%s", err, b)
	}
	e := got.Entries[0]
	if strings.Contains(e.Content.Body, "<script") || !strings.Contains(e.Content.Body, "&lt;script&gt;") {
		t.Errorf("words are markup in the content: %s", e.Content.Body)
	}
	if !strings.HasPrefix(e.Title, "Ana </title> Lim: “") || e.Links[0].Href != "http://desk.example/statement/s%2F1%3F%3C&" {
		t.Errorf("title %q, link %q", e.Title, e.Links[0].Href)
	}
	if e.Updated != "2026-03-04T05:06:07Z" || e.Published != "2026-03-02T00:00:00Z" {
		t.Errorf("updated %s, published %s", e.Updated, e.Published)
	}
	if b, err = f.JSON(); err != nil || !json.Valid(b) {
		t.Errorf("JSON: %v\n%s", err, b)
	}
}

func TestUpdated(t *testing.T) {
	for name, tt := range map[string]struct {
		came, captured, published, want string
	}{
		"when it came in":     {"2026-03-04T05:06:07Z", "2026-03-01", "2026-02-28", "2026-03-04T05:06:07Z"},
		"when it was saved":   {"", "2026-03-01", "2026-02-28", "2026-03-01T00:00:00Z"},
		"when it was printed": {"", "", "2026-02-28", "2026-02-28T00:00:00Z"},
		"nobody knows":        {"", "", "", "1970-01-01T00:00:00Z"},
	} {
		a := &store.Arrived{Came: tt.came}
		a.Page.Captured, a.Article.Published.Latest = readout.Day(tt.captured), readout.Day(tt.published)
		if got := updated(a).Format(time.RFC3339); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}

// TestDay gives no day for what is not one known day.
func TestDay(t *testing.T) {
	for _, i := range []readout.Interval{{}, {Earliest: "2026-03-01", Latest: "2026-03-02"}, {Earliest: "2026-03-01", Latest: "2026-03-01", Basis: readout.Capture}} {
		if got := day(i); !got.IsZero() {
			t.Errorf("%+v: %s", i, got)
		}
	}
}
