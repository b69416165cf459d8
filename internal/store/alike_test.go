package store

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"readout"
	"readout/internal/correct"
	"readout/internal/query"
)

// Whatever is asked of a record or done to it, both kinds of database answer alike.
func TestStore_answersAlike(t *testing.T) {
	here := openTest(t, filepath.Join(t.TempDir(), "r.db"))
	fillRecord(t, here)
	there := openTest(t, postgresRecord(t))
	if _, err := Copy(t.Context(), here, there, func(string, int64, int64) {}); err != nil {
		t.Fatal(err)
	}
	hits := func(ctx context.Context, s *Store, text string) (out []Hit, err error) {
		err = s.Export(ctx, parse(t, text), SearchOptions{}, func(h Hit) error { out = append(out, h); return nil })
		return out, err
	}
	one, err := hits(t.Context(), here, "page:p1 kind:direct")
	if err != nil || len(one) == 0 {
		t.Fatal(err)
	}
	page, st := one[0].Page.ID, one[0].Statement.ID
	message := func(n int) Message {
		return Message{ID: fmt.Sprint("m", n), Alert: "a1", Kind: "mail", Body: []byte("words"), Holds: 1, Created: "2024-01-01", Due: "2024-01-02", State: MessageDue}
	}
	same := func(a, b *readout.Statement) bool { return a.Content[0].Text == b.Content[0].Text }
	type ask = func(ctx context.Context, s *Store) (any, error)
	for _, tt := range []struct {
		name string
		ask  ask
	}{
		{"statement", func(ctx context.Context, s *Store) (any, error) { return s.Statement(ctx, st) }},
		{"number", func(ctx context.Context, s *Store) (any, error) { return s.NumberOf(ctx, st) }},
		{"paper", func(ctx context.Context, s *Store) (any, error) { return s.Paper(ctx, page) }},
		{"statements on", func(ctx context.Context, s *Store) (any, error) { return s.StatementsOn(ctx, page, 0, 5) }},
		{"place", func(ctx context.Context, s *Store) (any, error) {
			n, _, err := s.PlaceOf(ctx, page, st)
			return n, err
		}},
		{"heads", func(ctx context.Context, s *Store) (any, error) { return s.PageHeads(ctx, page, "nothing") }},
		{"states", func(ctx context.Context, s *Store) (any, error) { return s.PageStates(ctx, false, 1, 5) }},
		{"failed", func(ctx context.Context, s *Store) (any, error) { return s.PageStates(ctx, true, 0, 5) }},
		{"sums", func(ctx context.Context, s *Store) (any, error) { return s.Sums(ctx) }},
		{"todo", func(ctx context.Context, s *Store) (any, error) {
			a, b, err := s.Todo(ctx, map[string]string{"article": "article/9"})
			return []int{a, b}, err
		}},
		{"ids", func(ctx context.Context, s *Store) (any, error) {
			ids, _, err := s.PageIDs(ctx, map[string]string{"article": "article/9"}, 3, 4)
			return ids, err
		}},
		{"again", func(ctx context.Context, s *Store) (any, error) {
			b, p, g, err := s.Again(ctx, page)
			return []any{b, p, g}, err
		}},
		{"scope", func(ctx context.Context, s *Store) (any, error) { return s.Scope(ctx, parse(t, "corridor")) }},
		{"events", func(ctx context.Context, s *Store) (any, error) {
			return s.Events(ctx, EventQuery{Actor: "ana-lim", Named: []string{"tal", "VES"}, Kind: "meeting", From: "2023-01-01", To: "2023-12-31", Limit: 9})
		}},
		{"denied events", func(ctx context.Context, s *Store) (any, error) {
			return s.Events(ctx, EventQuery{Status: readout.Denied, Limit: 2})
		}},
		{"page of events", func(ctx context.Context, s *Store) (any, error) {
			return s.EventPage(ctx, EventPageQuery{EventQuery: EventQuery{Limit: 1, To: "2023-12-31"}})
		}},
		{"event", func(ctx context.Context, s *Store) (any, error) { return s.Event(ctx, "e3") }},
		{"of event", func(ctx context.Context, s *Store) (any, error) {
			set := make(map[Number]bool)
			return set, s.OfEvent(ctx, "e3", func(n Number) { set[n] = true })
		}},
		{"copies", func(ctx context.Context, s *Store) (any, error) { return s.Copies(ctx, &one[0], same) }},
		{"dating", func(ctx context.Context, s *Store) (any, error) { return s.Dating(ctx, page) }},
		{"checks", func(ctx context.Context, s *Store) (any, error) { return s.LinkChecksOf(ctx, page) }},
		{"replies", func(ctx context.Context, s *Store) (any, error) { return s.Replies(ctx, one) }},
		{"newcomers", func(ctx context.Context, s *Store) (any, error) {
			return s.Newcomers(ctx, parse(t, "corridor"), "2000-01-01T00:00:00Z", 5)
		}},
		{"count of newcomers", func(ctx context.Context, s *Store) (any, error) {
			return s.CountNewcomers(ctx, parse(t, "-corridor"), "2000-01-01T00:00:00Z")
		}},
		{"came", func(ctx context.Context, s *Store) (any, error) { return s.CameOf(ctx, []string{hashPart(page)}) }},
		{"on", func(ctx context.Context, s *Store) (any, error) {
			return s.On(ctx, parse(t, "corridor"), []int64{2, 3})
		}},
		{"settled", func(ctx context.Context, s *Store) (any, error) { return s.Settled(ctx, 2, 5) }},
		{"last change", func(ctx context.Context, s *Store) (any, error) { return s.LastChange(ctx) }},
		{"party", func(ctx context.Context, s *Store) (any, error) { return s.PartyName(ctx, 2, true) }},
		{"outlet", func(ctx context.Context, s *Store) (any, error) { return s.OutletName(ctx, " oru daily | vesta ") }},
		{"matching", func(ctx context.Context, s *Store) (any, error) {
			m, _ := Words(query.And{query.Word{Text: "must reopen"}, query.Not{X: query.Word{Text: "3"}}})
			var out []Number
			return out, s.Matching(ctx, m, func(n Number) { out = append(out, n) })
		}},
		{"corrections", func(ctx context.Context, s *Store) (any, error) { return s.CorrectionLog(ctx, 5) }},
		{"undo", func(ctx context.Context, s *Store) (any, error) {
			return s.Correct(ctx, correct.Correction{Kind: correct.Undo, Undoes: 1, Page: page})
		}},
		{"drawings", func(ctx context.Context, s *Store) (any, error) { return s.Drawings(ctx) }},
		{"judge again", func(ctx context.Context, s *Store) (any, error) {
			return nil, s.Judge(ctx, Judgement{Sample: "d1", Statement: "p1-0", Who: "ana", Verdict: "right"})
		}},
		{"judgements", func(ctx context.Context, s *Store) (any, error) { return s.Judgements(ctx, "d1") }},
		{"drawing", func(ctx context.Context, s *Store) (any, error) {
			d, ids, err := s.Drawing(ctx, "d1")
			return []any{d, ids}, err
		}},
		{"unmatched", func(ctx context.Context, s *Store) (any, error) {
			return s.Unmatched(ctx, "a1", []readout.StatementID{"z", st, "y"})
		}},
		{"keep matched", func(ctx context.Context, s *Store) (any, error) {
			a, err := s.Alert(ctx, "a1")
			if err != nil {
				return nil, err
			}
			return a, s.KeepMatched(ctx, &Matched{Alert: &a, Seen: 5, Statements: []readout.StatementID{st, st, "x"}, Messages: []Message{message(1), message(2)}})
		}},
		{"undigested", func(ctx context.Context, s *Store) (any, error) {
			ids, n, err := s.Undigested(ctx, "a1", 1)
			return []any{len(ids), n}, err
		}},
		{"keep digest", func(ctx context.Context, s *Store) (any, error) {
			m := message(3)
			return nil, s.KeepDigest(ctx, &Alert{ID: "a1"}, "2024-02-01", []readout.StatementID{st}, &m)
		}},
		{"due", func(ctx context.Context, s *Store) (any, error) { return s.DueMessages(ctx, "2024-01-03", 10) }},
		{"take", func(ctx context.Context, s *Store) (any, error) {
			m := message(1)
			return nil, s.TakeMessage(ctx, &m, "2024-01-04")
		}},
		{"sent", func(ctx context.Context, s *Store) (any, error) {
			return nil, s.SettleMessage(ctx, &Message{ID: "m1", State: MessageSent, Due: "2024-01-04"})
		}},
		{"dead", func(ctx context.Context, s *Store) (any, error) {
			return nil, s.SettleMessage(ctx, &Message{ID: "m2", State: MessageDead, Due: "2024-01-04", Reason: "refused"})
		}},
		{"messages", func(ctx context.Context, s *Store) (any, error) { return s.Messages(ctx, "a1", 10) }},
		{"revive", func(ctx context.Context, s *Store) (any, error) {
			return nil, s.ReviveMessages(ctx, "a1", "2024-01-05")
		}},
		{"due again", func(ctx context.Context, s *Store) (any, error) { return s.DueMessages(ctx, "2024-01-05", 10) }},
		{"forget", func(ctx context.Context, s *Store) (any, error) { return nil, s.ForgetMessages(ctx, "2025-01-01") }},
		{"pause", func(ctx context.Context, s *Store) (any, error) { return nil, s.PauseAlert(ctx, "a1", "enough") }},
		{"alerts", func(ctx context.Context, s *Store) (any, error) { return s.Alerts(ctx) }},
		{"remove an alert", func(ctx context.Context, s *Store) (any, error) { return nil, s.DeleteAlert(ctx, "a1") }},
		{"files", func(ctx context.Context, s *Store) (any, error) { return s.Files(ctx, ActorFile) }},
		{"same file", func(ctx context.Context, s *Store) (any, error) {
			return nil, s.PutFile(ctx, File{Kind: ActorFile, Name: "a.toml", Data: []byte("new")})
		}},
		{"grant", func(ctx context.Context, s *Store) (any, error) {
			g, u, err := s.Grant(ctx, []byte{1, 2})
			return []any{g, u}, err
		}},
		{"tokens", func(ctx context.Context, s *Store) (any, error) { return s.Tokens(ctx) }},
		{"acts", func(ctx context.Context, s *Store) (any, error) { return s.Acts(ctx, 3) }},
		{"sessions", func(ctx context.Context, s *Store) (any, error) { return nil, s.DeleteSessions(ctx, "ana") }},
		{"remove a user", func(ctx context.Context, s *Store) (any, error) { return nil, s.DeleteUser(ctx, "ana") }},
		{"hostile words", func(ctx context.Context, s *Store) (any, error) {
			return hits(ctx, s, "page:\"a\x00\" OR speaker:\"\x00b\" OR \"c\x00d\"")
		}},
		{"everything", func(ctx context.Context, s *Store) (any, error) { return s.Digests(ctx) }},
	} {
		want, wrong := tt.ask(t.Context(), here)
		got, err := tt.ask(t.Context(), there)
		if err != nil || wrong != nil {
			t.Errorf("%s: %v in SQLite, %v in PostgreSQL", tt.name, wrong, err)
		}
		if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
			t.Errorf("%s: -SQLite +PostgreSQL:\n%s", tt.name, d)
		}
	}
}
