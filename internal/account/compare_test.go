package account

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
	"readout/internal/link"
	"readout/models/en"
	"readout/text"
)

// A line is a statement of a page made for a test: who says it, through whom, and what.
type line struct {
	who, side string
	relay     string // an office, with its side after a colon
	outlet    string
	kind      readout.Kind
	level     readout.Level
	words     string
}

// pageOf makes a page of statements, a paragraph each.
func pageOf(model *text.Model, id string, lines ...line) Page {
	rec := &readout.Record{Page: readout.Page{ID: readout.PageID(id), Path: readout.Opt(id)}, Article: readout.Article{Language: "en"}}
	var b strings.Builder
	var at []int
	for _, l := range lines {
		at = append(at, b.Len())
		b.WriteString(l.words + "\n\n")
	}
	rec.Article.Text = b.String()
	whole := readout.NewText(rec.Article.Text)
	for i, l := range lines {
		s := readout.Statement{ID: readout.StatementID(fmt.Sprint(id, i)), Kind: l.kind, Level: l.level, Event: "e", Act: "assert",
			Content: readout.List[readout.Span]{whole.Span(at[i], at[i]+len(l.words))}}
		if s.Kind == "" {
			s.Kind = readout.Indirect
		}
		if s.Level == "" {
			s.Level = readout.Named
		}
		if l.who != "" {
			s.Speaker = &readout.Party{Name: l.who, Type: "person", Side: readout.Opt(l.side)}
		}
		if s.Level == readout.Unnamed {
			s.Speaker.Type = "unnamed"
		}
		if l.relay != "" {
			name, side, _ := strings.Cut(l.relay, ":")
			s.Chain = append(s.Chain, readout.Party{Name: name, Type: "body", Side: readout.Opt(side)})
		}
		if l.outlet != "" {
			s.Chain = append(s.Chain, readout.Party{Name: l.outlet, Type: "outlet", Side: "OST"})
		}
		rec.Statements = append(rec.Statements, s)
	}
	return Page{Record: rec, Document: text.Annotate(model, rec.Article.Text), Events: []readout.EventID{"e"}}
}

// table words the rows of a comparison in short.
func table(c *Comparison) []string {
	var out []string
	for _, r := range c.Rows {
		out = append(out, fmt.Sprintf("%s: %s: %d|%d", r.Matter, r.Verdict, len(r.A), len(r.B)))
	}
	return out
}

func loaded(t testing.TB) *text.Model {
	t.Helper()
	model, err := en.Load()
	if err != nil {
		t.Fatal(err)
	}
	return model
}

func TestCompare(t *testing.T) {
	model := loaded(t)
	tests := []struct {
		name  string
		pages []Page
		want  []string
	}{
		{"a side alone", []Page{pageOf(model, "a", line{who: "Ana Lim", side: "RUV", words: "the ferry toll undermines trade"})},
			[]string{"ferry toll: only A: 1|0"}},
		{"the account is that of who tells", []Page{
			pageOf(model, "a", line{who: "Ana Lim", side: "RUV", words: "the ferry toll undermines trade"}),
			pageOf(model, "b", line{who: "Ana Lim", side: "RUV", relay: "press service:OST", words: "she was grateful for the rescue of the sailors"})},
			[]string{"ferry toll: only A: 1|0", "rescue: only B: 0|1"}},
		{"a denial", []Page{
			pageOf(model, "a", line{who: "Ana Lim", side: "RUV", words: "the ferry toll restricts trade"}, line{who: "Jan Brun", side: "OST", words: "the ferry toll does not restrict trade"})},
			[]string{"ferry toll: opposed: 1|1"}},
		{"sources without a name stay apart", []Page{
			pageOf(model, "a", line{who: "Ana Lim", side: "RUV", words: "the ferry toll restricts trade"}, line{who: "an official", side: "OST", level: readout.Unnamed, words: "the ferry toll does not restrict trade"})},
			[]string{"ferry toll: only A: 1|0"}},
		{"many pages, one cell", []Page{
			pageOf(model, "a", line{who: "Ana Lim", side: "RUV", words: "the ferry toll restricts trade"}),
			pageOf(model, "b", line{who: "Ana Lim", side: "RUV", words: "the ferry toll restricts trade"}, line{who: "Jan Brun", side: "OST", words: "the crops need rain"})},
			[]string{"ferry toll: only A: 2|0", "crops: only B: 0|1"}},
		{"what was refused is no account", []Page{
			pageOf(model, "a", line{who: "Ana Lim", side: "RUV", words: "the ferry toll restricts trade"}, line{who: "Jan Brun", side: "OST", kind: readout.Refusal, words: "to comment on the ferry toll"})},
			[]string{"ferry toll: only A: 1|1"}},
		{"months of one thing", []Page{
			pageOf(model, "a", line{who: "Ana Lim", side: "RUV", words: "the next round of the ferry talks will be held in June"}, line{who: "Jan Brun", side: "OST", words: "the next round of the ferry talks is planned for July"})},
			[]string{"next round: opposed: 1|1"}},
		{"no need for what the other wants", []Page{
			pageOf(model, "a", line{who: "Ana Lim", side: "RUV", words: "that foreign monitors be stationed at the ferry port"}, line{who: "Jan Brun", side: "OST", words: "Ostland sees no need for foreign monitors at the ferry port"})},
			[]string{"foreign monitors: opposed: 1|1"}},
		{"that they met, a quip and a refusal are no matters", []Page{
			pageOf(model, "a", line{who: "Ana Lim", side: "RUV", words: "the ferry toll restricts trade"},
				line{who: "Ana Lim", side: "RUV", words: "The meeting was attended by heads of departments"},
				line{who: "Jan Brun", side: "OST", kind: readout.Direct, words: "That is all"},
				line{who: "Jan Brun", side: "OST", kind: readout.Refusal, words: "to comment on it"},
				line{who: "Jan Brun", side: "OST", words: "Jan Brun hosted his counterpart"})},
			[]string{"ferry toll: only A: 1|0"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Compare(Input{Pages: tt.pages, A: "RUV", B: "OST", Words: WordsOf(model)})
			if diff := cmp.Diff(tt.want, table(&got)); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
		})
	}
}

// TestCompare_verdicts has a matter each, told by both.
func TestCompare_verdicts(t *testing.T) {
	model := loaded(t)
	tests := []struct {
		a, b string
		want Verdict
	}{
		{"Ruvia holds 14 foreign sailors", "31 foreign sailors are held in Ruvia", Opposed},
		{"Ruvia holds 14 wounded sailors", "31 foreign sailors are held in Ruvia", Both},
		{"three sailors were killed on our own soil", "the killed sailors had entered the territory of Ostia", Opposed},
		{"doctors must be let into the prison", "doctors would be let into the prison when the inquiry ends", Worded},
		{"doctors were let into the prison", "doctors were let into the prison when the inquiry ended", Both},
		{"the naval exercise is a danger", "the naval exercise is routine and will go ahead", Opposed},
		{"the editor was acquitted of spying", "the editor was convicted of spying", Opposed},
	}
	for _, tt := range tests {
		page := pageOf(model, "a", line{who: "Ana Lim", side: "RUV", words: tt.a}, line{who: "Jan Brun", side: "OST", words: tt.b})
		got := Compare(Input{Pages: []Page{page}, A: "RUV", B: "OST", Words: WordsOf(model), Names: func(side string) []string { return map[string][]string{"OST": {"Ostia"}}[side] }})
		if len(got.Rows) != 1 || got.Rows[0].Verdict != tt.want {
			t.Errorf("%s / %s: %q, want one row, %s", tt.a, tt.b, table(&got), tt.want)
		}
	}
}

// An office without a side tells of its own.
func TestCompare_office(t *testing.T) {
	model := loaded(t)
	page := pageOf(model, "a",
		line{who: "the press office", words: "Lim welcomed the repair of the lighthouse"},
		line{who: "the harbour office", words: "the lighthouse is closed"})
	for i := range page.Record.Statements {
		page.Record.Statements[i].Speaker.Type, page.Record.Statements[i].Level = "body", readout.Institution
	}
	lim := readout.Participant{Party: readout.Party{ID: "ana-lim", Name: "Ana Lim", Type: "person", Side: "RUV"}}
	got := Compare(Input{Pages: []Page{page}, A: "RUV", B: "OST", Words: WordsOf(model), Event: link.Event{Participants: readout.List[readout.Participant]{lim}}})
	if diff := cmp.Diff([]string{"repair: only A: 1|0"}, table(&got)); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if len(got.Others) != 1 || got.Others[0].Channel != "the harbour office" {
		t.Errorf("others: %+v, want the harbour office", got.Others)
	}
}

func TestCompare_scope(t *testing.T) {
	model := loaded(t)
	got := Compare(Input{A: "RUV", B: "OST", Words: WordsOf(model), Pages: []Page{
		pageOf(model, "a", line{who: "Ana Lim", side: "RUV", words: "the ferry toll restricts trade", outlet: "Sella Times"}),
		pageOf(model, "b", line{who: "Jan Brun", side: "OST", relay: "press service:OST", words: "the crops need rain", outlet: "Ostia Now"})}})
	want := []string{"not in this account, as relayed by Ostia Now; 2 accounts, 2 pages", "not in this account, as relayed by Sella Times; 2 accounts, 2 pages"}
	if diff := cmp.Diff(want, []string{got.Rows[0].Reason, got.Rows[1].Reason}); diff != "" {
		t.Errorf("reasons (-want +got):\n%s", diff)
	}
}

func TestCompare_bounded(t *testing.T) {
	var lines []line
	for i := range MaxStatements + 7 {
		lines = append(lines, line{who: "Ana Lim", side: "RUV", words: fmt.Sprintf("ferry number %d sank", i)})
	}
	got := Compare(Input{A: "RUV", Pages: []Page{pageOf(nil, "a", lines...)}})
	if got.Omitted != 7 {
		t.Errorf("%d statements were left out, want 7", got.Omitted)
	}
}

func TestCompare_sides(t *testing.T) {
	page := pageOf(nil, "a", line{who: "Kim", side: "KAR", words: "rain"}, line{who: "Ana Lim", side: "RUV", words: "rain"},
		line{who: "Ana Lim", side: "RUV", words: "crops"}, line{who: "Jan Brun", side: "OST", words: "rain"}, line{who: "Jan Brun", side: "OST", words: "wheat"})
	got := Compare(Input{Pages: []Page{page}})
	if got.A.ID != "RUV" || got.B.ID != "OST" {
		t.Errorf("the sides are %s and %s, want those that say most: RUV and OST", got.A.ID, got.B.ID)
	}
	if len(got.Others) != 1 || got.Others[0].Channel != "what Kim said" {
		t.Errorf("others are %+v, want Kim's account", got.Others)
	}
}

func meant(events []link.Event, words string) []link.Event {
	return slices.DeleteFunc(slices.Clone(events), func(ev link.Event) bool { return !means(&ev, strings.Fields(words)) })
}

func TestMayMean(t *testing.T) {
	ev := link.Event{ID: "aa1", Kind: "talks", Date: readout.Interval{Latest: "2024-05-05", Basis: readout.Metadata},
		Participants: readout.List[readout.Participant]{{Party: readout.Party{Name: "Ana Lim"}}}}
	tests := []struct {
		words      string
		means, may bool
	}{
		{"talks lim", true, true},
		{"meeting lim", false, true},
		{"talks lim 2024-05-04", false, true},
		{"talks lim 2024-05-06", false, false},
		{"talks brun", false, false},
	}
	for _, tt := range tests {
		words := strings.Fields(tt.words)
		if got := means(&ev, words); got != tt.means {
			t.Errorf("means(%q) = %t", tt.words, got)
		}
		if got := mayMean(&ev, words); got != tt.may {
			t.Errorf("mayMean(%q) = %t", tt.words, got)
		}
	}
}

func TestChoose(t *testing.T) {
	call := func(id, day string, status readout.Status, pages ...readout.PageID) link.Event {
		ev := link.Event{ID: readout.EventID(id), Kind: "call", Status: status, Date: readout.On(readout.Day(day), readout.Stated),
			Participants: readout.List[readout.Participant]{{Party: readout.Party{Name: "Ana Lim", Side: "RUV"}}, {Party: readout.Party{Name: "Jan Brun", Side: "OST"}}}}
		for _, p := range pages {
			ev.Members = append(ev.Members, link.Member{Page: p, Event: readout.EventID(id)})
		}
		return ev
	}
	events := []link.Event{call("aa1", "2024-05-05", readout.Happened, "p", "q"), call("bb2", "2024-06-01", readout.Happened, "r"),
		call("cc3", "2024-07-01", readout.Planned, "p", "q", "r"), call("dd4", "2024-08-01", readout.Happened, "s")}
	tests := []struct{ name, words, want string }{
		{"what took place, on most pages", "call lim", "aa1"},
		{"the beginning of the id", "bb", "bb2"},
		{"a month", "brun 2024-06", "bb2"},
		{"a day that is planned", "call 2024-07-01", "cc3"},
		{"a side", "ruv 2024-08", "dd4"},
		{"none", "dinner", "not found"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ev, err := choose(meant(events, tt.words))
			if got := string(ev.ID); err == nil && got != tt.want || err != nil && tt.want != "not found" {
				t.Errorf("choose(%q) = %q, %v, want %q", tt.words, got, err, tt.want)
			}
		})
	}
	if _, err := choose(meant(append(events, call("ee5", "2024-05-06", readout.Happened, "p", "t")), "lim")); err == nil || !strings.Contains(err.Error(), "2 events") {
		t.Errorf("two events as good as each other: %v, want them named", err)
	}
}
