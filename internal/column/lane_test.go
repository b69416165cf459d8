package column_test

import (
	"testing"

	"pgregory.net/rapid"

	"readout"
	"readout/internal/column"
	"readout/internal/position"
	"readout/internal/query"
	"readout/internal/store"
)

// TestTable_Lanes_areWhatTheStoreFinds counts in a growing record what each lane says, by
// searching for it.
func TestTable_Lanes_areWhatTheStoreFinds(t *testing.T) {
	s := open(t)
	table, err := column.Open(t.Context(), s, column.Options{})
	if err != nil {
		t.Fatal(err)
	}
	version := 0
	rapid.Check(t, func(t *rapid.T) {
		version++
		write(t, s, rapid.IntRange(0, 9).Draw(t, "page"), version)
		ask := column.LaneAsk{By: rapid.SampledFrom([]query.Name{query.Speaker, query.To, query.Side, query.Issue}).Draw(t, "by"), Values: 20}
		if rapid.Bool().Draw(t, "whole") {
			ask.Query.Root = node(1).Draw(t, "query")
		}
		got, err := table.Lanes(t.Context(), ask)
		if err != nil {
			t.Fatal(err)
		}
		checkLane(t, s, ask.Query, &got.All, got.Bars)
		for i := range got.Lanes {
			q := query.Query{Root: got.Lanes[i].Field}
			if ask.Query.Root != nil {
				q.Root = query.And{ask.Query.Root, q.Root}
			}
			checkLane(t, s, q, &got.Lanes[i], got.Bars)
		}
	})
}

// checkLane counts a lane by searching for it.
func checkLane(t *rapid.T, s *store.Store, q query.Query, got *column.Lane, bars []column.Bar) {
	want := column.Lane{Field: got.Field, Label: got.Label}
	within := make([]int, len(bars))
	for h, err := range s.Search(t.Context(), q, store.SearchOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		want.Count++
		switch h.Statement.Kind {
		case readout.Direct:
			want.Kinds.Verbatim++
		case readout.Refusal:
			want.Kinds.Refusal++
		case readout.Question:
			want.Kinds.Question++
		}
		if !position.Dated(h.Said) {
			continue
		}
		want.Dated++
		if want.From == "" || h.Said.Earliest < want.From {
			want.From = h.Said.Earliest
		}
		want.To = max(want.To, h.Said.Latest)
		for i, b := range bars {
			if b.From <= h.Said.Earliest && h.Said.Latest <= b.To {
				within[i]++
			}
		}
	}
	if got.Count != want.Count || got.Dated != want.Dated || got.From != want.From || got.To != want.To || got.Kinds != want.Kinds {
		t.Fatalf("%v: lane %+v, want %+v", q, got, want)
	}
	for i := range bars {
		if got.Bars[i].Sum() != within[i] {
			t.Fatalf("%v: bar %v has %d, want %d", q, bars[i], got.Bars[i].Sum(), within[i])
		}
	}
}
