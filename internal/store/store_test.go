package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"readout"
	"readout/internal/query"
)

// A said is a statement of a test page.
type said struct {
	words   string // must stand in the text
	by, to  *readout.Party
	kind    readout.Kind
	level   readout.Level
	setting string
	act     string
	issues  []string
	time    *readout.Time
}

func lim() *readout.Party {
	return &readout.Party{ID: "ana-lim", Name: "Ana Lim", Type: "person", Office: "Foreign Ministry spokesperson", Side: "ORU"}
}

func tal() *readout.Party {
	return &readout.Party{ID: "joren-tal", Name: "Jörén Tal", Type: "person", Office: "Prime Minister", Side: "VES"}
}

// page makes a page of a text and the statements in it.
func page(t testing.TB, path, text string, day readout.Day, list ...said) ([]byte, *readout.Record) {
	t.Helper()
	bytes := []byte(path + "\n" + text)
	rec := &readout.Record{Schema: readout.Schema, Stages: map[string]string{"article": "article/1", "statement": "statement/1"}}
	rec.Page = readout.Page{ID: readout.PageID("sha256:" + hash(bytes)), Path: readout.Opt(path), MediaType: "text/plain", Bytes: int64(len(bytes))}
	rec.Article = readout.Article{Headline: "Talks on the corridor", Publisher: "Oru Daily", Agency: "VESTA", Language: "en", Text: text,
		Byline: readout.List[string]{"Mira Sand"}, Published: readout.Interval{Basis: readout.None},
		Related: readout.List[readout.Related]{{Headline: "Ferry resumes", Date: "2023-04-29"}}}
	if day != "" {
		rec.Article.Published = readout.On(day, readout.Stated)
		rec.Article.Evidence = readout.List[readout.Evidence]{{Source: "visible", Value: string(day), Earliest: day, Latest: day, Used: true}}
	}
	of := readout.NewText(text)
	for i, x := range list {
		at := strings.Index(text, x.words)
		if at < 0 {
			t.Fatalf("%q does not stand in %q", x.words, text)
		}
		st := readout.Statement{ID: readout.StatementID(fmt.Sprintf("%s-%d", path, i)), Kind: x.kind, Speaker: x.by, Addressee: x.to,
			Level: x.level, Setting: readout.Opt(x.setting), Act: readout.Opt(x.act), Issues: x.issues, Time: x.time, Confidence: 0.9, Rule: "test"}
		st.Content = readout.List[readout.Span]{of.Span(at, at+len(x.words))}
		rec.Statements = append(rec.Statements, st)
	}
	return bytes, rec
}

// sentences are the lines of the text that the statements stand in.
func sentences(rec *readout.Record) []readout.Span {
	of := readout.NewText(rec.Article.Text)
	var out []readout.Span
	for _, st := range rec.Statements {
		start, end := of.Bytes(st.Content[0])
		from := strings.LastIndexByte(rec.Article.Text[:start], '\n') + 1
		to := len(rec.Article.Text)
		if i := strings.IndexByte(rec.Article.Text[end:], '\n'); i >= 0 {
			to = end + i
		}
		out = append(out, of.Span(from, to))
	}
	return out
}

func openTest(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), path, Options{Wait: 10 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func put(t testing.TB, s *Store, bytes []byte, rec *readout.Record) Outcome {
	t.Helper()
	e, err := s.Prepare(bytes, rec, sentences(rec))
	if err != nil {
		t.Fatal(err)
	}
	out, err := s.Put(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	return out[0]
}

func find(t testing.TB, s *Store, text string) []string {
	t.Helper()
	q := parse(t, text)
	var got []string
	for hit, err := range s.Search(t.Context(), q, SearchOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, string(hit.Statement.ID))
	}
	return got
}

func TestStore_Record_isWhatWasPut(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a b#?%é.db") // a name that an address would have to escape
	s := openTest(t, path)
	bytes, rec := page(t, "a.txt", "Lim said “we will sign”.\nTal did not — 拒绝评论.", "2023-04-30",
		said{words: "“we will sign”", by: lim(), kind: readout.Direct, level: readout.Named, setting: "press service", issues: []string{"the treaty"}},
		said{words: "拒绝评论", by: tal(), kind: readout.Refusal, level: readout.Named})
	rec.Page.URL, rec.Page.Captured = "https://example.org/a?x=<1>&y", "2023-05-02"
	rec.Events = readout.List[readout.Event]{{ID: "e1", Kind: "talks", Status: "happened", Date: readout.Time{Interval: readout.On("2023-04-29", readout.Relative)}}}
	rec.Checks = readout.List[readout.Check]{{Kind: "headline-quote-unsupported", Note: "not in the text"}}
	rec.Problems = readout.List[readout.Problem]{{Stage: "article", Kind: "encoding", Message: "mixed"}}
	put(t, s, bytes, rec)

	got, err := s.Record(t.Context(), rec.Page.ID)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(*rec, got, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("the record changed (-put +got):\n%s", d)
	}
	back, err := s.Page(t.Context(), rec.Page.ID)
	if err != nil || string(back) != string(bytes) {
		t.Errorf("Page = %q, %v; want %q", back, err, bytes)
	}
	if !exists(path) {
		t.Errorf("the record is not at %q", path)
	}
}

func TestStore_Put_isIdempotent(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		bytes, rec := page(t, "a.txt", "Lim said no.", "2023-04-30", said{words: "no", by: lim(), kind: readout.Indirect})
		steps := []struct {
			name   string
			change func()
			want   Outcome
			hits   int
		}{
			{"new", func() {}, Added, 1},
			{"again", func() {}, Kept, 1},
			{"from another place", func() { rec.Page.Path = "copy.txt" }, Kept, 1},
			{"by newer stages", func() {
				rec.Stages["statement"] = "statement/2"
				rec.Statements = nil
			}, Replaced, 0},
			{"by older stages", func() { rec.Stages["statement"] = "statement/1" }, Kept, 0},
			{"by one newer and one older stage", func() { rec.Stages["article"] = "article/3" }, Kept, 0},
		}
		for _, step := range steps {
			step.change()
			if got := put(t, s, bytes, rec); got != step.want {
				t.Errorf("%s: outcome %d, want %d", step.name, got, step.want)
			}
			if got := find(t, s, "said"); len(got) != step.hits {
				t.Errorf("%s: found %v, want %d", step.name, got, step.hits)
			}
		}
		counts := map[string]int{"pages": 1, "page_sources": 2, "articles": 1, "statements": 0, "page_bytes": 1}
		for table, want := range counts {
			var got int
			if err := s.reader.QueryRow("SELECT count(*) FROM " + table).Scan(&got); err != nil || got != want {
				t.Errorf("%s: %d rows, %v; want %d", table, got, err, want)
			}
		}
		if got := find(t, s, "page:copy.txt"); len(got) != 0 {
			t.Errorf("found %v in a page without statements", got)
		}
	})
}

func TestStore_Put_allOrNone(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		bytes, rec := page(t, "a.txt", "Lim said no.", "2023-04-30", said{words: "no", by: lim()})
		e, err := s.Prepare(bytes, rec, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Put(t.Context(), e, Known([]byte("never seen"), rec.Page)); !errors.Is(err, readout.ErrNotFound) {
			t.Fatalf("Put of a place of an unknown page: error %v, want ErrNotFound", err)
		}
		if got := find(t, s, ""); len(got) != 0 {
			t.Errorf("the transaction left %v", got)
		}
	})
}

func TestStore_Look(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		bytes, rec := page(t, "a.txt", "", "")
		rec.Problems = readout.List[readout.Problem]{{Stage: "article", Kind: "empty", Message: "no text"}}
		elsewhere := rec.Page
		elsewhere.Path = "b.txt"
		newer := map[string]string{"article": "article/2", "statement": "statement/1"}
		look := func(from readout.Page, stages map[string]string) Standing {
			t.Helper()
			st, err := s.Look(t.Context(), bytes, from, stages)
			if err != nil {
				t.Fatal(err)
			}
			return st
		}
		if got, want := look(rec.Page, rec.Stages), (Standing{}); got != want {
			t.Errorf("before Put: %+v, want %+v", got, want)
		}
		put(t, s, bytes, rec)
		if got, want := look(rec.Page, rec.Stages), (Standing{There: true, Current: true, Failed: true, Located: true, Problem: rec.Problems[0]}); got != want {
			t.Errorf("after Put: %+v, want %+v", got, want)
		}
		if got, want := look(elsewhere, newer), (Standing{There: true, Failed: true, Problem: rec.Problems[0]}); got != want {
			t.Errorf("elsewhere with newer stages: %+v, want %+v", got, want)
		}
	})
}

func TestStore_Search(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		pages := []struct {
			path, text string
			day        readout.Day
			list       []said
		}{
			{"april.html", "“The Lachin-like corridor must reopen”, Lim told Tal.\nAsked about prisoners, Tal declined to comment.", "2023-04-30", []said{
				{words: "“The Lachin-like corridor must reopen”", by: lim(), to: tal(), kind: readout.Direct, level: readout.Named, setting: "press service", act: "urge", issues: []string{"The corridor"}},
				{words: "to comment", by: tal(), kind: readout.Refusal, level: readout.Named, setting: "briefing", act: "refuse"}}},
			{"july.html", "A diplomat said the corridors were never closed.", "2023-07-02", []said{
				{words: "the corridors were never closed", by: &readout.Party{Name: "a diplomat", Type: "unnamed"}, kind: readout.Indirect, level: readout.Unnamed, act: "deny"}}},
			{"undated.html", "外交部表示走廊必须重新开放。", "", []said{
				{words: "走廊必须重新开放", kind: readout.Indirect, level: readout.Institution, act: "assert",
					time: &readout.Time{Interval: readout.Interval{Latest: "2023-08-01", Basis: readout.Capture}}}}},
		}
		for _, p := range pages {
			bytes, rec := page(t, p.path, p.text, p.day, p.list...)
			put(t, s, bytes, rec)
		}
		const urged, refused, denied, zh = "april.html-0", "april.html-1", "july.html-0", "undated.html-0"
		tests := []struct {
			name, query string
			want        []string
		}{
			{"everything, newest first", "", []string{denied, urged, refused, zh}},
			{"a word, in any case", "CORRIDOR", []string{urged}},
			{"the beginning of a word", "corridor*", []string{denied, urged}},
			{"words anywhere in the sentence", "prisoners tal", []string{refused}},
			{"words of what was said alone", "said:prisoners", nil},
			{"a phrase", `"corridor must reopen"`, []string{urged}},
			{"not a phrase", `"must corridor"`, nil},
			{"a hyphen", "lachin-like", []string{urged}},
			{"either", "prisoners OR closed", []string{denied, refused}},
			{"one without the other", "corridor* -closed", []string{urged}},
			{"only without", "-corridor*", []string{refused, zh}},
			{"without a group", "corridor* -(reopen OR closed)", nil},
			{"words and fields", "(corridor* OR prisoners) kind:direct", []string{urged}},
			{"words or a field", "closed OR kind:refusal", []string{denied, refused}},
			{"by name", `speaker:"Ana Lim"`, []string{urged}},
			{"by last name", "speaker:lim", []string{urged}},
			{"by part of a word, not", "speaker:li", nil},
			{"by the beginning of a name", "speaker:li*", []string{urged}},
			{"by name without its marks", "speaker:joren", []string{refused}},
			{"by actor id", "speaker:joren-tal", []string{refused}},
			{"by office", `speaker:"prime minister"`, []string{refused}},
			{"not by", "-speaker:lim -speaker:tal", []string{denied, zh}},
			{"side", "side:oru", []string{urged}},
			{"to", "to:tal", []string{urged}},
			{"setting of two words", "setting:press-service", []string{urged}},
			{"level", "level:unnamed", []string{denied}},
			{"act", "act:deny OR act:refuse", []string{denied, refused}},
			{"issue", `issue:"the corridor"`, []string{urged}},
			{"publisher", "publisher:oru kind:refusal", []string{refused}},
			{"agency", "publisher:vesta kind:refusal", []string{refused}},
			{"headline", "headline:talks kind:refusal", []string{refused}},
			{"language", "language:EN kind:refusal", []string{refused}},
			{"another language", "language:e", nil},
			{"page by path", "page:july", []string{denied}},
			{"a day", "date:2023-04-30", []string{urged, refused}},
			{"months", "date:2023-05..2023-07", []string{denied}},
			{"until, which the capture day alone does not fulfil", "date:..2023-07", []string{denied, urged, refused}},
			{"not then", "-date:2023-04", []string{denied}},
			{"not then, for what was saved before", "-date:2024", []string{denied, urged, refused, zh}},
			{"Han", "走廊", []string{zh}},
			{"Han, inside a run", "必须重新", []string{zh}},
			{"Han, a single letter", "新", []string{zh}},
			{"Han, a letter at the end", "放", []string{zh}},
			{"Han, in another order", "廊走", nil},
			{"quotation marks and operators of the index", `"corridor\" OR said : NEAR(x) *"`, nil},
		}
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				got := find(t, s, tt.query)
				if d := cmp.Diff(tt.want, got); d != "" {
					t.Errorf("Search(%q) (-want +got):\n%s", tt.query, d)
				}
				q, _ := query.Parse(tt.query)
				tally, err := s.Count(t.Context(), q)
				if err != nil || tally.Found != len(tt.want) {
					t.Errorf("Count(%q) = %+v, %v; want %d", tt.query, tally, err, len(tt.want))
				}
			})
		}
	})
}

func TestStore_Count_undated(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		for i, day := range []readout.Day{"2023-04-30", "", ""} {
			st := said{words: "no", by: lim(), kind: readout.Indirect}
			if i == 2 {
				st.time = &readout.Time{Interval: readout.Interval{Latest: "2023-08-01", Basis: readout.Capture}}
			}
			bytes, rec := page(t, fmt.Sprintf("%d.txt", i), "Lim said no.", day, st)
			put(t, s, bytes, rec)
		}
		tests := []struct {
			query string
			want  Tally
		}{
			{"said", Tally{Found: 3}},
			{"date:2023-04", Tally{Found: 1, Undated: 2}},
			{"date:2023-04 -speaker:lim", Tally{}},
			{"date:2023-09..", Tally{Undated: 1}}, // the other was saved before
			{"-date:2023-04", Tally{Undated: 2}},
			{"date:2023-09.. OR said", Tally{Found: 3}},
		}
		for _, tt := range tests {
			q := parse(t, tt.query)
			if got, err := s.Count(t.Context(), q); err != nil || got != tt.want {
				t.Errorf("Count(%q) = %+v, %v; want %+v", tt.query, got, err, tt.want)
			}
		}
	})
}

func TestStore_SearchPages(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		bytes, rec := page(t, "a.txt", "Lim said no. The ferry ran.", "2023-04-30", said{words: "no", by: lim()})
		put(t, s, bytes, rec)
		bytes, rec = page(t, "b.txt", "Паром ходил.", "2023-05-01")
		rec.Article.Language, rec.Article.Headline = "ru", "Паром"
		put(t, s, bytes, rec)
		tests := []struct {
			query string
			want  []string
		}{
			{"", []string{"b.txt", "a.txt"}},
			{"ferry", []string{"a.txt"}},
			{"паром", []string{"b.txt"}},
			{"language:ru", []string{"b.txt"}},
			{"-language:ru date:2023-04", []string{"a.txt"}},
			{"talks", []string{"a.txt"}},
		}
		for _, tt := range tests {
			q := parse(t, tt.query)
			var got []string
			for hit, err := range s.SearchPages(t.Context(), q, SearchOptions{}) {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, string(hit.Page.Path))
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("SearchPages(%q) (-want +got):\n%s", tt.query, d)
			}
		}
		if q, _ := query.Parse("ferry speaker:lim"); !errors.Is(OfPages(q), readout.ErrInvalid) {
			t.Error("OfPages permits a speaker")
		}
	})
}

func TestStore_Records(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		for _, name := range []string{"a", "b", "c"} {
			var list []said
			if name != "b" {
				list = []said{{words: "no", by: lim()}, {words: "Lim", by: tal()}}
			}
			bytes, rec := page(t, name, "Lim said no "+name+".", "", list...)
			put(t, s, bytes, rec)
		}
		for text, want := range map[string]string{"": "a b c", "said:no": "a c", "page:c": "c", "nowhere": ""} {
			q := parse(t, text)
			var got []string
			for rec, err := range s.Records(t.Context(), q) {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, string(rec.Page.Path))
			}
			if strings.Join(got, " ") != want {
				t.Errorf("Records(%q) = %v, want %s", text, got, want)
			}
		}
	})
}

func TestOpen_keepsWhatIsThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.db")
	s, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	bytes, rec := page(t, "a.txt", "Lim said no.", "", said{words: "no", by: lim()})
	put(t, s, bytes, rec)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, readOnly := range []bool{true, false} {
		s, err := Open(t.Context(), path, Options{ReadOnly: readOnly})
		if err != nil {
			t.Fatal(err)
		}
		if got := find(t, s, "lim"); len(got) != 1 {
			t.Errorf("ReadOnly %v: found %v", readOnly, got)
		}
		if readOnly {
			if _, err := s.Put(t.Context(), Known(bytes, rec.Page)); err == nil {
				t.Error("Put into a record opened for reading gave no error")
			}
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

// A canceled search ends with an error, not with fewer hits.
func TestStore_Search_canceled(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		for _, err := range s.Search(ctx, query.Query{}, SearchOptions{}) {
			if !errors.Is(err, context.Canceled) {
				t.Errorf("got %v, want context.Canceled", err)
			}
			return
		}
		t.Error("no error")
	})
}

func parse(t testing.TB, text string) query.Query {
	t.Helper()
	q, err := query.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return q
}
