package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"readout"
	"readout/internal/link"
)

// Story returns the story that a page carries, or [readout.ErrNotFound] where no other
// page has its text.
func (s *Store) Story(ctx context.Context, id readout.PageID) (link.Story, error) {
	var st link.Story
	n, err := s.page(ctx, id)
	if err != nil {
		return st, err
	}
	var data []byte
	err = s.reader.QueryRowContext(ctx, "SELECT t.json FROM story_pages p JOIN stories t ON t.id = p.story WHERE p.page = ?", n).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return st, &Error{Path: s.path, What: fmt.Sprintf("no other page has the text of %s", id), Kind: readout.ErrNotFound}
	}
	if err != nil {
		return st, s.explain("read a story", err)
	}
	if err := json.Unmarshal(data, &st); err != nil {
		return st, s.damaged("a story", err)
	}
	return st, nil
}

// LinkChecks returns what the reader of a page should know because of other pages.
func (s *Store) LinkChecks(ctx context.Context, id readout.PageID) ([]readout.Check, error) {
	n, err := s.page(ctx, id)
	if err != nil {
		return nil, err
	}
	var out []readout.Check
	err = s.each(ctx, s.reader, "SELECT json FROM link_checks WHERE page = ? ORDER BY n, other", n, func(b []byte) error {
		out = append(out, readout.Check{})
		return json.Unmarshal(b, &out[len(out)-1])
	})
	return out, err
}

// Dating returns what bounds the day of a page.
func (s *Store) Dating(ctx context.Context, id readout.PageID) (link.Dating, error) {
	n, err := s.page(ctx, id)
	if err != nil {
		return link.Dating{}, err
	}
	p, err := s.linkPage(ctx, n)
	if err != nil {
		return link.Dating{}, err
	}
	around, err := s.surroundings(ctx, n, p)
	return link.Date(p, around), err
}

func (s *Store) linkPage(ctx context.Context, n int64) (*link.Page, error) {
	var packed []byte
	err := s.reader.QueryRowContext(ctx, "SELECT digest FROM link_pages WHERE page = ?", n).Scan(&packed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, &Error{Path: s.path, What: "the page has not been linked yet", Kind: readout.ErrNotFound, Advice: "Run readout ingest once more: that links what is left."}
	}
	if err != nil {
		return nil, s.explain("read links", err)
	}
	data, err := s.unpack("links of a page", packed)
	if err != nil {
		return nil, err
	}
	p := new(link.Page)
	if err := json.Unmarshal(data, p); err != nil {
		return nil, s.damaged("links of a page", err)
	}
	return p, nil
}

func (s *Store) surroundings(ctx context.Context, n int64, p *link.Page) (around link.Surroundings, err error) {
	if around.Override, err = s.override(ctx, n); err != nil {
		return around, err
	}
	if st, err := s.Story(ctx, p.ID); err == nil {
		around.Story = &st
		for _, c := range st.Carriers {
			q, err := s.carrier(ctx, c.Page)
			if err != nil {
				return around, err
			}
			around.Pages = append(around.Pages, *q)
		}
	} else if !errors.Is(err, readout.ErrNotFound) {
		return around, err
	}
	err = s.eachEvent(ctx, func(ev *link.Event) error {
		around.Events = append(around.Events, *ev)
		return nil
	}, "SELECT json, '' FROM linked_events WHERE id IN (SELECT event FROM linked_members WHERE page = ?)", n)
	if err != nil || p.Series == "" {
		return around, err
	}
	const columns = "SELECT p.hash, p.head, k.number, k.earliest FROM link_pages k JOIN pages p ON p.id = k.page WHERE k.series = ? AND k.series <> '' AND k.earliest <> '' AND k.earliest = k.latest AND "
	if around.Below, err = s.neighbours(ctx, columns+"k.number < ? ORDER BY k.number DESC LIMIT 3", p); err == nil {
		around.Above, err = s.neighbours(ctx, columns+"k.number > ? ORDER BY k.number LIMIT 3", p)
	}
	return around, err
}

func (s *Store) carrier(ctx context.Context, id readout.PageID) (*link.Page, error) {
	n, err := s.page(ctx, id)
	if err != nil {
		return nil, err
	}
	return s.linkPage(ctx, n)
}

func (s *Store) neighbours(ctx context.Context, text string, p *link.Page) ([]link.Neighbour, error) {
	rows, err := s.reader.QueryContext(ctx, text, indexable(p.Series), p.Number)
	if err != nil {
		return nil, s.explain("read links", err)
	}
	defer rows.Close()
	var out []link.Neighbour
	for rows.Next() {
		var nb link.Neighbour
		var hash string
		var head []byte
		if err := rows.Scan(&hash, &head, &nb.Number, &nb.Day); err != nil {
			return nil, s.explain("read links", err)
		}
		var page readout.Page
		if err := json.Unmarshal(head, &page); err != nil {
			return nil, s.damaged("a page", err)
		}
		nb.Page, nb.Name = readout.PageID("sha256:"+hash), page.Name()
		out = append(out, nb)
	}
	return out, s.explain("read links", rows.Err())
}

// override returns what a person said of the day of a page, or nil.
func (s *Store) override(ctx context.Context, n int64) (*readout.Evidence, error) {
	return overrideFrom(ctx, s.reader, n, s)
}

func overrideFrom(ctx context.Context, db querier, n int64, s *Store) (*readout.Evidence, error) {
	ev := readout.Evidence{Source: "person", Used: true}
	err := db.QueryRowContext(ctx, "SELECT d.earliest, d.latest, d.note FROM page_dates d JOIN pages p ON p.hash = d.page WHERE p.id = ?", n).
		Scan(&ev.Earliest, &ev.Latest, &ev.Note)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, s.explain("read dates", err)
	}
	ev.Value = string(ev.Earliest) + ".." + string(ev.Latest)
	return &ev, nil
}
