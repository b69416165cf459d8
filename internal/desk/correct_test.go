package desk_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"readout"
	"readout/internal/correct"
	"readout/internal/desk"
	"readout/internal/desktest"
	"readout/internal/link"
	"readout/internal/pipeline"
	"readout/internal/store"
	"readout/internal/store/storetest"
)

var now = time.Date(2024, 6, 1, 12, 0, 0, 0, time.UTC)

func put(t *testing.T, d *desk.Desk, c desk.Correction) int64 {
	t.Helper()
	c.Who = "ana"
	n, err := d.Correct(t.Context(), c, now)
	if err != nil {
		t.Fatalf("%s: %v", c.Kind, err)
	}
	return n
}

func found(t *testing.T, d *desk.Desk, text string) []store.Hit {
	t.Helper()
	q, err := d.Query(text)
	if err != nil {
		t.Fatal(err)
	}
	var out []store.Hit
	for h, err := range d.Store.Search(t.Context(), q, store.SearchOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, h)
	}
	return out
}

func record(t *testing.T, d *desk.Desk, page readout.PageID) readout.Record {
	t.Helper()
	rec, err := d.Store.Record(t.Context(), page)
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

// TestCorrect changes one statement in every way, holds that this outlives another reading of
// the page, and that taking it back gives what was there.
func TestCorrect(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { correctStatement(t, desktest.Sample(t)) })
	t.Run("postgres", func(t *testing.T) { correctStatement(t, desktest.In(t, storetest.Postgres(t))) })
}

func correctStatement(t *testing.T, d *desk.Desk) {
	h := found(t, d, `speaker:"Daniel Corrow" kind:refusal`)[0]
	before := record(t, d, h.Page.ID)
	for _, c := range []struct {
		desk.Correction
		shows func(*readout.Statement) bool
	}{
		{desk.Correction{Kind: correct.Speaker, Speaker: "margit-ansley"}, func(s *readout.Statement) bool { return s != nil && s.Speaker.ID == "margit-ansley" }},
		{desk.Correction{Kind: correct.Speaker, Speaker: "Somebody Unknown"}, func(s *readout.Statement) bool {
			return s != nil && s.Speaker.Name == "Somebody Unknown" && s.Speaker.ID == ""
		}},
		{desk.Correction{Kind: correct.Issues, Issues: []string{"detainees"}}, func(s *readout.Statement) bool {
			return s != nil && slices.Equal(s.Issues, []string{"detainees"})
		}},
		{desk.Correction{Kind: correct.Wrong}, func(s *readout.Statement) bool { return s == nil }},
	} {
		c.Statement = h.Statement.ID
		n := put(t, d, c.Correction)
		for again := range 2 {
			rec := record(t, d, h.Page.ID)
			var st *readout.Statement
			if i := slices.IndexFunc(rec.Statements, func(s readout.Statement) bool { return s.ID == h.Statement.ID }); i >= 0 {
				st = &rec.Statements[i]
			}
			if !c.shows(st) || st != nil && st.Review != correct.Corrected {
				t.Errorf("%s, reading %d: the statement is %+v", c.Kind, again, st)
			}
			reader, err := d.Reader()
			if err != nil {
				t.Fatal(err)
			}
			if missed, err := pipeline.Again(t.Context(), d.Store, reader, []readout.PageID{h.Page.ID}, nil); err != nil || len(missed) > 0 {
				t.Fatal(missed, err)
			}
		}
		put(t, d, desk.Correction{Kind: correct.Undo, Undoes: n})
		if diff := cmp.Diff(before, record(t, d, h.Page.ID)); diff != "" {
			t.Errorf("%s, taken back (-before +after):\n%s", c.Kind, diff)
		}
	}
	log, err := d.Store.CorrectionLog(t.Context(), 0)
	if err != nil || len(log) != 8 || log[1].Undone != 8 || log[1].Old.Statement == nil {
		t.Errorf("the log has %d entries, the last but one is %+v, %v", len(log), log[1], err)
	}
}

func TestCorrect_merge(t *testing.T) {
	d := desktest.Sample(t)
	ansley, corrow := len(found(t, d, "speaker:margit-ansley")), len(found(t, d, "speaker:daniel-corrow"))
	n := put(t, d, desk.Correction{Kind: correct.MergeSpeaker, From: "daniel-corrow", Speaker: "margit-ansley"})
	if got := len(found(t, d, "speaker:margit-ansley")); got != ansley+corrow {
		t.Errorf("%d statements after %d and %d were brought together", got, ansley, corrow)
	}
	put(t, d, desk.Correction{Kind: correct.Undo, Undoes: n})
	if got := len(found(t, d, "speaker:daniel-corrow")); got != corrow {
		t.Errorf("%d statements of %d after that was taken back", got, corrow)
	}
	mergeStranger(t, d)
	detainees := len(found(t, d, "issue:detainees"))
	n = put(t, d, desk.Correction{Kind: correct.MergeIssue, From: "detainees", Issues: []string{"human-rights"}})
	if got := len(found(t, d, "issue:detainees")); got != 0 {
		t.Errorf("%d statements keep an issue that is another one", got)
	}
	put(t, d, desk.Correction{Kind: correct.Undo, Undoes: n})
	if got := len(found(t, d, "issue:detainees")); got != detainees {
		t.Errorf("%d statements of %d after that was taken back", got, detainees)
	}
}

// mergeStranger merges somebody in no actor file, from one of their statements: all that are
// shown under that name and office go along.
func mergeStranger(t *testing.T, d *desk.Desk) {
	t.Helper()
	var stranger *readout.Party
	theirs := func() (list []store.Hit) {
		for _, h := range found(t, d, "") {
			if by := h.Statement.Speaker; stranger == nil && by != nil && by.ID == "" && by.Name != "" && by.Office != "" {
				stranger = by
			}
			if stranger != nil && correct.SameParty(h.Statement.Speaker, stranger) {
				list = append(list, h)
			}
		}
		return list
	}
	before := theirs()
	if len(before) == 0 {
		t.Fatal("the sample has no stranger with an office")
	}
	n := put(t, d, desk.Correction{Kind: correct.MergeSpeaker, Statement: before[0].Statement.ID, Speaker: "margit-ansley"})
	if after := theirs(); len(after) != 0 {
		t.Errorf("%d of %d statements are still shown as %s's", len(after), len(before), stranger.Name)
	}
	put(t, d, desk.Correction{Kind: correct.Undo, Undoes: n})
	if after := theirs(); len(after) != len(before) {
		t.Errorf("%d of %d statements after that was taken back", len(after), len(before))
	}
}

// TestCorrect_events takes an event of several pages apart, puts two others together, and
// takes that back.
func TestCorrect_events(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { correctEvents(t, desktest.Sample(t)) })
	t.Run("postgres", func(t *testing.T) { correctEvents(t, desktest.In(t, storetest.Postgres(t))) })
}

func correctEvents(t *testing.T, d *desk.Desk) {
	list := func() []link.Event {
		events, err := d.Store.Events(t.Context(), store.EventQuery{})
		if err != nil {
			t.Fatal(err)
		}
		return events
	}
	before := list()
	i := slices.IndexFunc(before, func(ev link.Event) bool { return len(ev.Members) > 2 })
	ev := before[i]
	var others []readout.EventID
	for _, m := range ev.Members[1:] {
		others = append(others, m.Event)
	}
	n := put(t, d, desk.Correction{Kind: correct.Apart, Event: ev.Members[0].Event, Others: others, Why: "another call"})
	one, err := d.Store.Event(t.Context(), ev.Members[0].Event)
	if err != nil || len(one.Members) != 1 || len(one.Refusals) == 0 {
		t.Errorf("the event that was kept apart has %d members, %d refusals, %v", len(one.Members), len(one.Refusals), err)
	}
	put(t, d, desk.Correction{Kind: correct.Undo, Undoes: n})
	if diff := cmp.Diff(before, list()); diff != "" {
		t.Errorf("taken back (-before +after):\n%s", diff)
	}
	j := slices.IndexFunc(before, func(other link.Event) bool { return other.ID != ev.ID && other.Kind != ev.Kind })
	n = put(t, d, desk.Correction{Kind: correct.Same, Event: ev.ID, Others: []readout.EventID{before[j].ID}})
	if one, err = d.Store.Event(t.Context(), ev.ID); err != nil || len(one.Members) != len(ev.Members)+len(before[j].Members) {
		t.Errorf("the event that was joined has %d members of %d and %d, %v", len(one.Members), len(ev.Members), len(before[j].Members), err)
	}
	put(t, d, desk.Correction{Kind: correct.Undo, Undoes: n})
	if diff := cmp.Diff(before, list()); diff != "" {
		t.Errorf("taken back (-before +after):\n%s", diff)
	}
}

func TestCorrect_mistakes(t *testing.T) {
	d := desktest.Sample(t)
	h := found(t, d, "kind:refusal")[0]
	for _, tt := range []struct {
		desk.Correction
		want error
	}{
		{desk.Correction{Kind: "colour"}, readout.ErrInvalid},
		{desk.Correction{Kind: correct.Wrong, Statement: "none"}, readout.ErrNotFound},
		{desk.Correction{Kind: correct.Issues, Statement: h.Statement.ID, Issues: []string{"none"}}, readout.ErrNotFound},
		{desk.Correction{Kind: correct.Event, Statement: h.Statement.ID, Event: "none"}, readout.ErrNotFound},
		{desk.Correction{Kind: correct.Same, Event: "none"}, readout.ErrNotFound},
		{desk.Correction{Kind: correct.MergeSpeaker, From: "daniel-corrow"}, readout.ErrInvalid},
		{desk.Correction{Kind: correct.Undo, Undoes: 7}, readout.ErrNotFound},
	} {
		if _, err := d.Correct(t.Context(), tt.Correction, now); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.Kind, err, tt.want)
		}
	}
	if log, err := d.Store.CorrectionLog(t.Context(), 0); err != nil || len(log) > 0 {
		t.Errorf("mistakes came into the log: %v, %v", log, err)
	}
}

// Two who share a name are parted by a query; each statement can be taken back.
func TestSplit(t *testing.T) {
	d := desktest.Sample(t)
	all := found(t, d, `speaker:margit-ansley`)
	part := found(t, d, `speaker:margit-ansley publisher:"Inland Wire"`)
	if len(part) == 0 || len(part) == len(all) {
		t.Fatalf("%d of %d", len(part), len(all))
	}
	in := desk.Correction{Who: "ana", Statement: all[0].Statement.ID, Speaker: "Marta Ansley", Why: "a cousin"}
	if n, err := d.Split(t.Context(), in, `publisher:"Inland Wire"`, time.Now()); err != nil || n != len(part) {
		t.Fatalf("%d statements, %v; want %d", n, err, len(part))
	}
	if n := len(found(t, d, `speaker:"Marta Ansley"`)); n != len(part) {
		t.Errorf("%d are the other's, want %d", n, len(part))
	}
	if n := len(found(t, d, `speaker:margit-ansley`)); n != len(all)-len(part) {
		t.Errorf("%d are hers, want %d", n, len(all)-len(part))
	}
	for n := range part {
		put(t, d, desk.Correction{Kind: correct.Undo, Undoes: int64(n + 1)})
	}
	if n := len(found(t, d, `speaker:margit-ansley`)); n != len(all) {
		t.Errorf("after all were taken back %d are hers, want %d", n, len(all))
	}
	for _, text := range []string{"", "publisher:nobody", "speaker:"} {
		if _, err := d.Split(t.Context(), in, text, time.Now()); err == nil {
			t.Errorf("%q: no mistake", text)
		}
	}
}

// TestSplit_issue gives part of an issue's statements another issue, and takes that back.
func TestSplit_issue(t *testing.T) {
	d := desktest.Sample(t)
	of := func(text string) int { return len(found(t, d, text)) }
	issue := ""
	for _, h := range found(t, d, `publisher:"Inland Wire"`) {
		for _, id := range h.Statement.Issues {
			if n := of("issue:" + id + ` publisher:"Inland Wire"`); n > 0 && n < of("issue:"+id) {
				issue = id
			}
		}
	}
	set, err := d.Issues()
	if err != nil || issue == "" {
		t.Fatalf("issue %q, %v", issue, err)
	}
	other := ""
	for is := range set.All() {
		if of("issue:"+is.ID) == 0 {
			other = is.ID
		}
	}
	all, part := of("issue:"+issue), of("issue:"+issue+` publisher:"Inland Wire"`)
	in := desk.Correction{Who: "ana", From: issue, Issues: []string{other}, Why: "a matter of its own"}
	if n, err := d.Split(t.Context(), in, `publisher:"Inland Wire"`, time.Now()); err != nil || n != part {
		t.Fatalf("%d statements, %v; want %d", n, err, part)
	}
	if now, moved := of("issue:"+issue), of("issue:"+other); now != all-part || moved != part {
		t.Errorf("%d have the issue and %d the other, want %d and %d", now, moved, all-part, part)
	}
	for n := range part {
		put(t, d, desk.Correction{Kind: correct.Undo, Undoes: int64(n + 1)})
	}
	if n := of("issue:" + issue); n != all {
		t.Errorf("after all were taken back %d have it, want %d", n, all)
	}
	for _, in := range []desk.Correction{{Issues: []string{other}}, {From: issue}, {From: issue, Issues: []string{"no-such-issue"}}} {
		if _, err := d.Split(t.Context(), in, `publisher:"Inland Wire"`, time.Now()); err == nil {
			t.Errorf("%+v: no mistake", in)
		}
	}
}
