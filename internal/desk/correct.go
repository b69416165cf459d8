package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"readout"
	"readout/internal/correct"
	"readout/internal/query"
	"readout/internal/store"
)

// A Correction is what somebody wants to put right. What a kind has nothing to do with is
// left empty.
type Correction struct {
	Kind      correct.Kind
	Who       string
	Why       string
	Statement readout.StatementID // of speaker, wrong, issues and event; of merge-speaker instead of From: one of the speaker's
	Page      readout.PageID      // of date
	Speaker   string              // the right one: an actor's id or name, or a name as it is to be shown; "" for nobody
	Issues    []string            // the right ones
	Event     readout.EventID     // the right event of the page; of same and apart: the event of a page
	Others    []readout.EventID   // of same and apart: the events of pages that it is one with, or not
	Date      readout.Interval    // the right one; without ends: what the page says counts again
	From      string              // of the merges: who or what is shown now
	Undoes    int64               // of undo
}

// Correct adds a correction to the log, reads the pages that it changes again, and links
// them. It returns its place in the log.
func (d *Desk) Correct(ctx context.Context, in Correction, now time.Time) (int64, error) {
	c := correct.Correction{At: now.UTC().Format(time.RFC3339), Who: in.Who, Kind: in.Kind, Why: strings.TrimSpace(in.Why), Undoes: in.Undoes}
	if err := d.fill(ctx, &c, &in); err != nil {
		return 0, err
	}
	n, err := d.Store.Correct(ctx, c)
	if err != nil {
		return 0, err
	}
	return n, d.carryOut(context.WithoutCancel(ctx), &c)
}

// fill finds what a correction is about, and what is there now.
func (d *Desk) fill(ctx context.Context, c *correct.Correction, in *Correction) error {
	switch in.Kind {
	case correct.Speaker, correct.Wrong, correct.Issues, correct.Event:
		return d.fillStatement(ctx, c, in)
	case correct.Same, correct.Apart:
		return d.fillEvents(ctx, c, in)
	case correct.Date:
		c.Page, c.New.Date = in.Page, &in.Date
		was, err := d.Store.Dating(ctx, in.Page)
		c.Old.Date = &was.Published
		return err
	case correct.MergeSpeaker:
		var err error
		if c.Old.Speaker, err = d.takenFor(ctx, in); err != nil {
			return err
		}
		c.New.Speaker, err = d.party(in.Speaker)
		if err == nil && (c.Old.Speaker == nil || c.New.Speaker == nil) {
			err = invalid("say whose words they are taken for, and whose they are")
		}
		return err
	case correct.MergeIssue:
		c.Old.Issues, c.New.Issues = readout.List[string]{in.From}, in.Issues
		if in.From == "" || len(in.Issues) == 0 {
			return invalid("say which issue it is, and which one it is to be")
		}
		return d.known(in.Issues)
	case correct.Undo:
		old, err := d.Store.Correction(ctx, in.Undoes)
		if err == nil && old.Kind == correct.Undo {
			return invalid("entry %d takes another one back: make that correction again instead", in.Undoes)
		}
		return err
	}
	return invalid("no correction of the kind %q", in.Kind)
}

// takenFor is whose words a merge is about: the speaker of a statement, just as it is shown
// there, office and all; or who goes by a name.
func (d *Desk) takenFor(ctx context.Context, in *Correction) (*readout.Party, error) {
	if in.Statement == "" {
		return d.party(in.From)
	}
	h, err := d.Store.Statement(ctx, in.Statement)
	if err != nil {
		return nil, err
	}
	if by := h.Statement.Speaker; by != nil && (by.ID != "" || by.Name != "" && by.Type != "unnamed") {
		return by, nil
	}
	return nil, invalid("its speaker has no name, so others without one may be anybody: say of each statement who said it")
}

func (d *Desk) fillStatement(ctx context.Context, c *correct.Correction, in *Correction) error {
	h, err := d.Store.Statement(ctx, in.Statement)
	if err != nil {
		return err
	}
	st := &h.Statement
	c.Page, c.Where = h.Page.ID, correct.PlaceOf(st)
	switch in.Kind {
	case correct.Speaker:
		c.Old.Speaker = st.Speaker
		c.New.Speaker, err = d.party(in.Speaker)
	case correct.Wrong:
		c.Old.Statement = st
	case correct.Issues:
		c.Old.Issues, c.New.Issues = st.Issues, in.Issues
		err = d.known(in.Issues)
	case correct.Event:
		c.Old.Event, c.New.Event = st.Event, in.Event
		if in.Event != "" {
			_, err = d.eventOn(ctx, h.Page.ID, in.Event)
		}
	}
	return err
}

// fillEvents finds the events of pages: of same all that the events across pages are made of,
// so that they stay together; of apart the ones that are named.
func (d *Desk) fillEvents(ctx context.Context, c *correct.Correction, in *Correction) error {
	var all []correct.Ref
	for _, id := range append([]readout.EventID{in.Event}, in.Others...) {
		ev, err := d.Store.Event(ctx, id)
		if err != nil {
			return err
		}
		for _, m := range slices.Concat(ev.Members, ev.Earlier) {
			if in.Kind == correct.Apart && m.Event != id {
				continue
			}
			on, err := d.eventOn(ctx, m.Page, m.Event)
			if err != nil {
				return err
			}
			if ref := (correct.Ref{Page: m.Page, Where: on}); !slices.Contains(all, ref) {
				all = append(all, ref)
			}
		}
	}
	if len(all) < 2 {
		return invalid("say with which other event")
	}
	c.Page, c.Where, c.Others = all[0].Page, all[0].Where, all[1:]
	return nil
}

// eventOn returns the place of an event on its page.
func (d *Desk) eventOn(ctx context.Context, page readout.PageID, id readout.EventID) (correct.Place, error) {
	rec, err := d.Store.Record(ctx, page)
	if err != nil {
		return correct.Place{}, err
	}
	for i := range rec.Events {
		if rec.Events[i].ID == id {
			return correct.PlaceOfEvent(&rec.Events[i]), nil
		}
	}
	return correct.Place{}, missing("no event %q on the page", id)
}

// party returns who a name or an actor's id means, or a party of that name alone where the
// actor files have nobody of that name; nil for "".
func (d *Desk) party(name string) (*readout.Party, error) {
	name = strings.Join(strings.Fields(name), " ")
	if name == "" {
		return nil, nil
	}
	roster, err := d.Roster()
	if err != nil {
		return nil, err
	}
	switch ids := idsOf(roster, name); len(ids) {
	case 0:
		return &readout.Party{Name: name, Type: "person"}, nil
	case 1:
		a := roster.Get(ids[0])
		return &readout.Party{ID: readout.Opt(a.ID), Name: a.Name, Type: string(a.Type), Side: readout.Opt(a.Side)}, nil
	default:
		return nil, invalid("%q fits more than one; give the id of one: %s", name, strings.Join(ids, ", "))
	}
}

func (d *Desk) known(issues []string) error {
	set, err := d.Issues()
	if err != nil {
		return err
	}
	for _, id := range issues {
		if _, err := set.Get(id); err != nil {
			return missing("no issue %q; readout issues lists them", id)
		}
	}
	return nil
}

// carryOut reads the pages again that a correction changes, and links what is to be linked.
func (d *Desk) carryOut(ctx context.Context, c *correct.Correction) error {
	about := *c
	if c.Kind == correct.Undo {
		var err error
		if about, err = d.Store.Correction(ctx, c.Undoes); err != nil {
			return err
		}
	}
	pages, err := d.changed(ctx, &about)
	if err != nil {
		return err
	}
	return d.again(ctx, pages)
}

// changed returns the pages whose records a correction changes.
func (d *Desk) changed(ctx context.Context, c *correct.Correction) ([]readout.PageID, error) {
	var q query.Query
	switch c.Kind {
	case correct.Date, correct.Same, correct.Apart:
		return nil, nil
	case correct.MergeSpeaker:
		names := query.Or{}
		for _, p := range []*readout.Party{c.Old.Speaker, c.New.Speaker} {
			names = append(names, query.Field{Name: query.Speaker, Value: cmp.Or(string(p.ID), p.Name)})
		}
		q.Root = names
	case correct.MergeIssue:
		ids := query.Or{}
		for _, id := range slices.Concat(c.Old.Issues, c.New.Issues) {
			ids = append(ids, query.Field{Name: query.Issue, Value: id})
		}
		q.Root = ids
	default:
		return []readout.PageID{c.Page}, nil
	}
	seen := make(map[readout.PageID]bool)
	var out []readout.PageID
	for h, err := range d.Store.Search(ctx, q, store.SearchOptions{}) {
		if err != nil {
			return nil, err
		}
		if !seen[h.Page.ID] {
			seen[h.Page.ID] = true
			out = append(out, h.Page.ID)
		}
	}
	return out, nil
}
