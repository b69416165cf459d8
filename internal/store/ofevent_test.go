package store

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
)

// An event's statements are those of all its pages: made in it, telling of it, or by whose
// account it is.
func TestSearch_event(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		meeting := func(id readout.EventID, by ...readout.StatementID) readout.Event {
			ev := readout.Event{ID: id, Kind: "meeting", Class: "CONSULT", Status: readout.Happened, Date: readout.Time{Interval: readout.On("2023-04-29", readout.Stated)}, AccordingTo: by}
			for _, p := range []*readout.Party{lim(), tal()} {
				ev.Participants = append(ev.Participants, readout.Participant{Party: *p, Role: "actor"})
			}
			return ev
		}
		add := func(path, text string, ev readout.Event, list ...said) {
			bytes, rec := page(t, path, text, "2023-04-30", list...)
			rec.Events = readout.List[readout.Event]{ev}
			rec.Statements[0].Event = ev.ID
			put(t, s, bytes, rec)
		}
		add("a", "Lim and Tal met on Saturday. It was short, she said.\nNobody came, he said.", meeting("4f2a01"),
			said{words: "It was short", by: lim(), kind: readout.Indirect}, said{words: "Nobody came", by: tal(), kind: readout.Indirect})
		add("b", "He met Lim on Saturday, said Tal.\nIt went well, he said.\nIt rains, he said.", meeting("9c0d02", "b-1"),
			said{words: "He met Lim", by: tal(), kind: readout.Indirect}, said{words: "It went well", by: tal(), kind: readout.Indirect}, said{words: "It rains", by: tal(), kind: readout.Indirect})
		if _, left, err := s.Link(t.Context(), 10); err != nil || left > 0 {
			t.Fatalf("%d left, %v", left, err)
		}
		if all, err := s.Events(t.Context(), EventQuery{}); err != nil || len(all) != 1 {
			t.Fatalf("%d events, %v; want one of both pages", len(all), err)
		}
		all := []string{"a-0", "b-0", "b-1"}
		tests := []struct {
			query string
			want  []string
		}{
			{"event:4f2a01", all}, {"event:9c0d02", all}, {"event:4f2a", all}, {"event:4f2", nil}, {"event:4f2a02", nil}, {"event:%4f", nil},
			{"event:4f2a01 speaker:tal", []string{"b-0", "b-1"}}, {"-event:4f2a01", []string{"a-1", "b-2"}},
		}
		for _, tt := range tests {
			got := find(t, s, tt.query)
			slices.Sort(got)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%s: -want +got:\n%s", tt.query, diff)
			}
		}
	})
}

// A version that a newer one has replaced is no page of an event's own.
func TestEvents_versions(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		ctx := t.Context()
		add := func(url, text string, id readout.EventID, at string) readout.PageID {
			bytes, rec := page(t, url, text, "2023-04-30", said{words: "It was", by: lim(), kind: readout.Indirect})
			rec.Page.URL, rec.Article.Headline = readout.Opt(url), "Lim and Tal meet by the lake"
			ev := readout.Event{ID: id, Kind: "meeting", Class: "CONSULT", Status: readout.Happened, Date: readout.Time{Interval: readout.On("2023-04-29", readout.Stated)}}
			for _, p := range []*readout.Party{lim(), tal()} {
				ev.Participants = append(ev.Participants, readout.Participant{Party: *p, Role: "actor"})
			}
			rec.Events = readout.List[readout.Event]{ev}
			e, err := s.Prepare(bytes, rec, nil)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.Put(ctx, e.Seen(at)); err != nil {
				t.Fatal(err)
			}
			return rec.Page.ID
		}
		first := add("https://a.example/1", "Lim and Tal met on Saturday. It was short, she said.", "4f2a01", "2023-04-30T08:00:00Z")
		add("https://a.example/1", "Lim and Tal met on Saturday. It was long, she said.", "4f2a02", "2023-04-30T09:00:00Z")
		add("https://b.example/1", "Tal met Lim on Saturday. It was cold, she said.", "4f2a03", "2023-04-30T09:00:00Z")
		if _, left, err := s.Link(ctx, 10); err != nil || left > 0 {
			t.Fatalf("%d left, %v", left, err)
		}
		ev, recs, err := s.EventRecords(ctx, "4f2a03")
		if err != nil || len(ev.Members) != 2 || len(recs) != 2 {
			t.Fatalf("%d members, %d records, %v; want two", len(ev.Members), len(recs), err)
		}
		if diff := cmp.Diff([]readout.PageID{first}, ev.EarlierPages()); diff != "" {
			t.Error(diff)
		}
		if all, err := s.Events(ctx, EventQuery{}); err != nil || len(all) != 1 || len(all[0].Members) != 2 {
			t.Errorf("%v, %v; want one event with two members", all, err)
		}
		if list, err := s.EventPage(ctx, EventPageQuery{EventQuery: EventQuery{Limit: 5}}); err != nil || len(list.Events) != 1 || len(list.Events[0].Members) != 2 {
			t.Errorf("%v, %v; want one event with two members", list, err)
		}
	})
}
