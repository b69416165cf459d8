package export

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"readout"
	"readout/internal/link"
	"readout/internal/query"
	"readout/internal/store"
)

// A said is a statement of a test page.
type said struct {
	words string // must stand in the text
	kind  readout.Kind
	by    *readout.Party
	chain []readout.Party
	time  *readout.Time
	event readout.EventID
}

var (
	lim      = readout.Party{ID: "ana-lim", Name: "Ana Lim", Type: "person", Office: "Foreign Ministry spokesperson", Side: "ORU"}
	official = readout.Party{Name: "a senior official", Type: "unnamed"}
	oruland  = readout.Party{ID: "ORU", Name: "Oruland", Type: "state", Side: "ORU"}
	vesta    = readout.Party{ID: "VES", Name: "Vesta", Type: "state", Side: "VES"}
	wire     = readout.Party{ID: "vesta-wire", Name: "Vesta Wire", Type: "outlet"}
	communal = readout.Party{Name: "a communiqué", Type: "document"}
)

// fixture is a record of four pages: with and without address, dated, between two days and
// not, harmless and hostile. Nine statements, three events across pages.
func fixture(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "readout.db"), store.Options{Wait: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, p := range fixturePages(t) {
		e, err := s.Prepare(p.bytes, &p.rec, p.sentences)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Put(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	if _, left, err := s.Link(t.Context(), 100); err != nil || left > 0 {
		t.Fatalf("linked, %d left: %v", left, err)
	}
	return s
}

type fixturePage struct {
	bytes     []byte
	rec       readout.Record
	sentences []readout.Span
}

func fixturePages(t testing.TB) []fixturePage {
	t.Helper()
	talks := page(t, "talks.html", "https://daily.example/talks?a={1}&b=2", readout.On("2023-04-30", readout.Stated),
		"Ana Lim said: “The corridor must reopen before winter, 100% & no less,” and left.\n\nAsked when, a senior official said “Soon.”\n\nThe state of Vesta would not say why.",
		said{"“The corridor must reopen before winter, 100% & no less,”", readout.Direct, &lim, []readout.Party{{Name: "press service", Type: "body"}, wire}, nil, "e1"},
		said{"“Soon.”", readout.Direct, &official, nil, nil, ""},
		said{"why", readout.Refusal, &vesta, nil, nil, ""})
	talks.rec.Article.Byline = readout.List[string]{"Jane Doe", "Staff Reporter"}
	talks.rec.Events = readout.List[readout.Event]{
		event("e1", "talks", "CONSULT", readout.Happened, readout.On("2023-04-29", readout.Relative), &lim, &vesta),
		event("e2", "signing", "AGREE", readout.Planned, readout.On("2023-06-12", readout.Stated), &oruland, &vesta)}
	hostile := page(t, "=cmd.html", "javascript:alert(1)", readout.Interval{Latest: "2023-05-09", Basis: readout.Capture},
		"A communiqué: </script><b>x\u202ey</b>; \\end{document} would be \u201ca, b; {c}\u201d #1.\n\nNobody knows who asked whether 界 was open 😀.",
		said{"</script><b>x\u202ey</b>; \\end{document} would be \u201ca, b; {c}\u201d #1", readout.Mixed, &communal, nil, nil, ""},
		said{"whether 界 was open 😀", readout.Question, nil, nil, nil, ""})
	hostile.rec.Article.Headline = "=SUM(A1) </script> {x \\ % \x1b[2J"
	hostile.rec.Page.Captured = "2023-05-09"
	wide := page(t, "wide.txt", "", readout.Interval{Earliest: "2023-04-28", Latest: "2023-05-02", Basis: readout.Office},
		"Lim told Vesta Wire that talks would be held.\n\n“Yes,” she said.\n\nShe would sign.",
		said{"that talks would be held", readout.Indirect, &lim, []readout.Party{wire}, &readout.Time{Interval: readout.On("2023-04-27", readout.Relative)}, "e3"},
		said{"“Yes,”", readout.Direct, &lim, nil, nil, ""})
	wide.rec.Article.Agency = "Vesta Wire"
	wide.rec.Events = readout.List[readout.Event]{
		event("e3", "meeting, \"closed\"; {all}", "CONSULT", readout.Planned, readout.Interval{Earliest: "2023-07-03", Latest: "2023-07-05", Basis: readout.Relative}, &lim, &wire)}
	bare := page(t, "bare.txt", "http://bare.example/", readout.Interval{Basis: readout.None}, "No, said Lim. Never, said Lim.",
		said{"No", readout.Direct, &lim, nil, nil, ""}, said{"Never", readout.Direct, &lim, nil, nil, ""})
	bare.rec.Article.Headline, bare.rec.Article.Publisher, bare.rec.Article.Language = "", "", ""
	return []fixturePage{talks, hostile, wide, bare}
}

func page(t testing.TB, path, url string, published readout.Interval, text string, list ...said) fixturePage {
	t.Helper()
	p := fixturePage{bytes: []byte(path + "\n" + text)}
	p.rec = readout.Record{Schema: readout.Schema, Stages: map[string]string{"article": "article/1", "statement": "statement/1", "event": "event/1"}}
	p.rec.Page = readout.Page{ID: readout.PageIDOf(p.bytes), Path: readout.Opt(path), URL: readout.Opt(url), MediaType: "text/html", Bytes: int64(len(p.bytes))}
	p.rec.Article = readout.Article{Headline: "Talks on the corridor", Publisher: "Oru Daily", Language: "en", Text: text, Published: published}
	of := readout.NewText(text)
	for i, x := range list {
		at := strings.Index(text, x.words)
		if at < 0 {
			t.Fatalf("%q does not stand in %q", x.words, text)
		}
		from := strings.LastIndexByte(text[:at], '\n') + 1
		to := len(text)
		if k := strings.IndexByte(text[at:], '\n'); k >= 0 {
			to = at + k
		}
		p.sentences = append(p.sentences, of.Span(from, to))
		p.rec.Statements = append(p.rec.Statements, readout.Statement{ID: readout.StatementID(fmt.Sprintf("%s-%d", path, i)), Kind: x.kind,
			Speaker: x.by, Chain: x.chain, Time: x.time, Event: x.event, Content: readout.List[readout.Span]{of.Span(at, at+len(x.words))},
			Level: readout.Named, Issues: readout.List[string]{"transit"}, Confidence: 0.9, Rule: "test"})
	}
	return p
}

func event(id readout.EventID, kind, class string, status readout.Status, on readout.Interval, who ...*readout.Party) readout.Event {
	ev := readout.Event{ID: id, Kind: kind, Class: readout.Opt(class), Status: status, Date: readout.Time{Text: "then", Interval: on}, Place: "Lake Sere, north"}
	for _, p := range who {
		ev.Participants = append(ev.Participants, readout.Participant{Party: *p, Role: "actor", Country: p.Side, Sector: readout.List[string]{"GOV"}})
	}
	return ev
}

// hits are the statements of the fixture, in their order.
func hits(t testing.TB, s *store.Store) []store.Hit {
	t.Helper()
	var all []store.Hit
	err := s.Export(t.Context(), query.Query{}, store.SearchOptions{}, func(h store.Hit) error {
		all = append(all, h)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func events(t testing.TB, s *store.Store) []link.Event {
	t.Helper()
	all, err := s.Events(t.Context(), store.EventQuery{})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// written is the document of a format.
func written(t testing.TB, s *store.Store, format string, r Request) ([]byte, Count) {
	t.Helper()
	f, err := Find(format)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	n, err := f.Write(t.Context(), s, r, &out)
	if err != nil {
		t.Fatalf("%s: %v", format, err)
	}
	return out.Bytes(), n
}

func asked(t testing.TB, text string) query.Query {
	t.Helper()
	q, err := query.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return q
}
