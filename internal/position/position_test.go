package position_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"readout"
	"readout/internal/position"
	"readout/internal/store"
	"readout/issue"
	"readout/models/en"
	"readout/text"
)

var model = sync.OnceValues(en.Load)

func annotate(t *testing.T) func(string) *text.Document {
	t.Helper()
	m, err := model()
	if err != nil {
		t.Fatal(err)
	}
	return func(s string) *text.Document { return text.Annotate(m, s) }
}

var issues = sync.OnceValues(issue.Default)

// said makes a statement on a page of its own; an empty day is not known.
func said(id string, kind readout.Kind, speaker, content string, day readout.Day) store.Hit {
	tx := readout.NewText(content)
	h := store.Hit{Said: readout.On(day, readout.Stated), Sentence: tx.Span(0, len(content)), Page: readout.Page{ID: readout.PageID("sha256:" + id)}}
	h.Statement = readout.Statement{ID: readout.StatementID(id), Kind: kind, Level: readout.Named, Content: readout.List[readout.Span]{tx.Span(0, len(content))},
		Speaker: &readout.Party{ID: readout.Opt(speaker), Name: speaker, Type: "person", Side: "ORU"}}
	return h
}

func find(t *testing.T, on string, hits ...store.Hit) position.Report {
	t.Helper()
	set, err := issues()
	if err != nil {
		t.Fatal(err)
	}
	return position.Find(position.Ask{Hits: hits, Issue: on, Issues: set, Annotate: annotate(t)})
}

func TestFind_formulas(t *testing.T) {
	r := find(t, "peace-treaty",
		said("1", readout.Direct, "lim", "“We believe that a peace agreement is possible,”", "2031-03-01"),
		said("2", readout.Indirect, "lim", "that a peace agreement was possible", "2031-03-09"),
		said("3", readout.Mixed, "lim", "that a peace agreement “is within reach,”", "2031-05-02"),
		said("4", readout.Direct, "lim", "“A peace agreement is within reach, and the ferry is late.”", "2031-05-09"),
		said("5", readout.Direct, "lim", "“A peace agreement is possible,”", ""),
	)
	if r.Statements != 5 || r.Dated != 4 || r.Undated != 1 || r.From != "2031-03-01" || r.To != "2031-05-09" {
		t.Errorf("%d statements, %d dated, %d undated, %s to %s", r.Statements, r.Dated, r.Undated, r.From, r.To)
	}
	var got []string
	for _, f := range r.Formulas {
		got = append(got, fmt.Sprintf("%s: %d of %d, %d undated, %s to %s", strings.Join(f.Key, " "), f.N, f.Of, f.Undated, f.First.Said.Earliest, f.Last.Said.Earliest))
	}
	want := []string{
		"possible: 3 of 5, 1 undated, 2031-03-01 to 2031-03-09",
		"reach within: 2 of 5, 0 undated, 2031-05-02 to 2031-05-09",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("formulas\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(r.Changes) != 1 {
		t.Fatalf("%d changes %+v, want 1", len(r.Changes), r.Changes)
	}
	c := r.Changes[0]
	if c.Old.Statement != "2" || c.New.Statement != "3" || !c.SameSpeaker || c.Old.Verbatim || c.New.Words != "a peace agreement “is within reach,”" {
		t.Errorf("change from %+v to %+v", c.Old, c.New)
	}
}

// TestFind_noChange: formulas that are in use at the same time, that deny, that are about
// something else, or whose order is not known are no change.
func TestFind_noChange(t *testing.T) {
	other := said("2", readout.Direct, "tal", "“Peace is near,”", "2031-04-01")
	other.Statement.Speaker.Side = "VES"
	for _, tt := range []struct {
		name string
		hits []store.Hit
	}{
		{"in use together", []store.Hit{
			said("1", readout.Direct, "lim", "“Peace is possible,”", "2031-03-01"), said("2", readout.Direct, "lim", "“Peace is near,”", "2031-04-01"),
			said("3", readout.Direct, "lim", "“Peace is possible,”", "2031-05-01")}},
		{"about something else", []store.Hit{
			said("1", readout.Direct, "lim", "“The peace talks are near,”", "2031-03-01"), said("2", readout.Direct, "lim", "“The draft treaty is long,”", "2031-04-01")}},
		{"not dated", []store.Hit{
			said("1", readout.Direct, "lim", "“Peace is possible,”", ""), said("2", readout.Direct, "lim", "“Peace is near,”", "2031-04-01")}},
		{"of another side", []store.Hit{
			said("1", readout.Direct, "lim", "“Peace is possible,”", "2031-03-01"), other}},
		{"on one day", []store.Hit{
			said("1", readout.Direct, "lim", "“Peace is possible,”", "2031-04-01"), said("2", readout.Direct, "lim", "“Peace is near,”", "2031-04-01")}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if r := find(t, "peace-treaty", tt.hits...); len(r.Changes) > 0 {
				t.Errorf("change from %q to %q", r.Changes[0].Old.Words, r.Changes[0].New.Words)
			}
		})
	}
}

// TestFind_change: small words turn a formula into another one.
func TestFind_change(t *testing.T) {
	for _, tt := range []struct{ name, old, new string }{
		{"denied", "“A peace agreement is possible,”", "“A peace agreement is not possible,”"},
		{"denied by its subject", "that there was no draft treaty on the table", "that there was a draft treaty on the table"},
		{"hedged", "that Velmora will sign the draft treaty", "that Velmora may sign the draft treaty"},
		{"put off", "that Velmora would sign the treaty in June", "that Velmora would sign the treaty after the elections in autumn"},
		{"moved on", "“We believe that peace is possible,”", "“As I have said, a lasting peace is within reach,”"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := find(t, "peace-treaty", said("1", readout.Direct, "lim", tt.old, "2031-03-01"), said("2", readout.Direct, "lim", tt.new, "2031-04-01"))
			if len(r.Changes) != 1 {
				t.Errorf("%d changes, want 1; formulas %+v", len(r.Changes), r.Formulas)
			}
		})
	}
	for _, tt := range []struct{ name, one, two string }{
		{"another tense", "that peace was possible", "“Peace is possible,”"},
		{"would for will", "that Velmora would sign the treaty", "“Velmora will sign the treaty,”"},
		{"within more words", "“A peace agreement is within reach,”", "“Let me be clear: we think that the peace agreement is within reach.”"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := find(t, "peace-treaty", said("1", readout.Direct, "lim", tt.one, "2031-03-01"), said("2", readout.Direct, "lim", tt.two, "2031-04-01"))
			if len(r.Formulas) != 1 || len(r.Changes) != 0 {
				t.Errorf("%d formulas, %d changes; want 1 and 0: %+v", len(r.Formulas), len(r.Changes), r.Formulas)
			}
		})
	}
}

// TestFind_carriers counts a statement once that several pages carry, and two unlike ones
// of a page twice.
func TestFind_carriers(t *testing.T) {
	bounded := said("2", readout.Direct, "lim", "‘Peace is possible’", "")
	bounded.Said = readout.Interval{Earliest: "2031-01-01", Latest: "2031-12-31"}
	later := said("3", readout.Direct, "lim", "“Peace is possible,”", "2031-09-01")
	r := find(t, "peace-treaty", said("1", readout.Direct, "lim", "“Peace is possible,”", "2031-03-01"), bounded, later)
	if r.Statements != 2 || r.Pages != 3 || r.Timeline[0].Carriers != 2 {
		t.Errorf("%d statements on %d pages, the first on %d; want 2 on 3, and 2", r.Statements, r.Pages, r.Timeline[0].Carriers)
	}
}

func TestFind_asked(t *testing.T) {
	ask := func(id string) store.Hit {
		h := said(id, readout.Question, "", "whether peace was possible", "2031-03-01")
		h.Statement.Speaker, h.Statement.Addressee = nil, &readout.Party{ID: "lim"}
		return h
	}
	refusal := said("r", readout.Refusal, "lim", "to say", "2031-03-01")
	answer := said("a", readout.Direct, "lim", "“Yes,”", "2031-03-01")
	other := said("o", readout.Direct, "tal", "“Yes,”", "2031-03-01")
	untold := said("u", readout.Refusal, "lim", "to speak of peace", "")
	set, err := issues()
	if err != nil {
		t.Fatal(err)
	}
	r := position.Find(position.Ask{Issue: "peace-treaty", Issues: set,
		Of:      func(p *readout.Party) bool { return p != nil && p.ID == "lim" },
		Hits:    []store.Hit{ask("1"), ask("2"), ask("3"), ask("4"), refusal, untold},
		Replies: map[readout.StatementID][]store.Hit{"1": {refusal}, "2": {refusal, answer}, "3": {other}}})
	got := fmt.Sprint(r.Asked.Asked, r.Asked.Answered, r.Asked.Refused, r.Asked.NoReply, r.Asked.Undated, " ", r.Asked.From)
	if want := fmt.Sprint(5, 1, 2, 2, 1, " ", "2031-03-01"); got != want {
		t.Errorf("asked, answered, refused, no reply, undated: %s, want %s", got, want)
	}
}

func TestFind_phrase(t *testing.T) {
	r := position.Find(position.Ask{Phrase: "matters of weeks", Hits: []store.Hit{
		said("1", readout.Direct, "lim", "“It is a matter of weeks,”", "2031-04-01"),
		said("2", readout.Direct, "lim", "“It was a matter of weeks,”", "2031-03-01"),
		said("3", readout.Direct, "lim", "“It matters,”", "2031-05-01"),
		said("4", readout.Direct, "lim", "“A Matter of Weeks!”", ""),
	}})
	u := r.Phrase
	if u.N != 3 || u.Of != 4 || u.Undated != 1 || u.First.Statement != "2" || u.Last.Statement != "1" {
		t.Errorf("use %+v", u)
	}
}

func TestProfiler(t *testing.T) {
	p := position.NewProfiler("lim")
	one := said("1", readout.Direct, "lim", "“Peace,”", "2031-04-01")
	one.Statement.Issues = []string{"peace-treaty"}
	two := said("2", readout.Direct, "lim", "“Ferries,”", "")
	other := said("3", readout.Direct, "tal", "“Ferries,”", "2031-04-01")
	for _, h := range []store.Hit{one, two, other} {
		p.Add(&h)
	}
	got := p.Profile()
	if got.Statements != 2 || got.Dated != 1 || got.From != "2031-04-01" || len(got.Issues) != 2 || got.Issues[0].Of != 2 {
		t.Errorf("profile %+v", got)
	}
	side := position.NewProfiler("ORU")
	for _, h := range []store.Hit{one, two, other} {
		side.Add(&h)
	}
	if got := side.Profile(); got.Statements != 0 || got.Spoken != 3 || got.Voices[0].Name != "lim" || got.Voices[0].N != 2 {
		t.Errorf("profile %+v", got)
	}
}

func TestTerms(t *testing.T) {
	terms := position.NewTerms(func(s string) [][2]int {
		if i := strings.Index(s, "Ana Lim"); i >= 0 {
			return [][2]int{{i, i + len("Ana Lim")}}
		}
		return nil
	})
	for i, s := range []string{"the joint ferry office", "a joint ferry office, said Ana Lim", "joint ferry offices must open early", "a ferry office must open early", "Ana Lim must open early"} {
		h := said(fmt.Sprint(i), readout.Indirect, "tal", s, "2031-04-01")
		terms.Add(&h)
	}
	covered := said("9", readout.Indirect, "tal", "the joint ferry office", "2031-04-01")
	covered.Statement.Issues = []string{"transit"}
	terms.Add(&covered)
	var got []string
	for _, term := range terms.Best(2, 10, annotate(t)) {
		got = append(got, fmt.Sprintf("%s %d of %d, %.2f", term.Phrase, term.N, term.Of, term.CValue))
	}
	// joint ferry office: log2(3) × 3; ferry office: log2(2) × (4 − 3); no names, no verbs.
	want := []string{"joint ferry office 3 of 5, 4.75", "ferry office 4 of 5, 1.00"}
	if strings.Join(got, "; ") != strings.Join(want, "; ") {
		t.Errorf("terms %q, want %q", got, want)
	}
}

// TestFind_hostile reads very long statements, most of all one without a full stop.
func TestFind_hostile(t *testing.T) {
	for _, s := range []string{"peace is possible and ", "“peace” is “near. ", "Peace is a matter of weeks. ", "that peace that peace "} {
		begin := time.Now()
		r := find(t, "peace-treaty", said("1", readout.Mixed, "lim", strings.Repeat(s, 50000/len(s)), "2031-03-01"))
		if took := time.Since(begin); took > time.Minute {
			t.Errorf("%q: %v, %d formulas", s, took, len(r.Formulas))
		}
	}
}
