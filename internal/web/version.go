package web

import (
	"context"

	"readout"
	"readout/internal/revision"
	"readout/internal/store"
)

// How much of an article's versions its page shows.
const (
	maxVersions = 12
	maxPassages = 40
)

// A versionData is the versions of an article, as its page shows them.
type versionData struct {
	List    []store.Version // the oldest first; the last ones, where there are many
	More    int             // that are not shown
	Newest  readout.PageID  // where this page is an earlier one, else ""
	Before  readout.PageID  // the version that this one is compared with, else ""
	Changed revision.Difference
	Rest    int // passages that are not shown
}

// editionsOf finds the versions of an article and what was changed from the one before.
func (s *Server) editionsOf(ctx context.Context, d *articleData) error {
	list, err := s.Desk.Store.Versions(ctx, d.Page.ID)
	if err != nil || len(list) < 2 {
		return err
	}
	v := &versionData{More: max(len(list)-maxVersions, 0)}
	v.List = list[v.More:]
	for i := range list {
		switch {
		case list[i].Page == d.Page.ID && i > 0:
			v.Before = list[i-1].Page
		case list[i].Newest && list[i].Page != d.Page.ID:
			v.Newest = list[i].Page
		}
	}
	d.Versions = v
	if v.Before == "" {
		return nil
	}
	before, err := s.Desk.Store.Record(ctx, v.Before)
	if err != nil {
		return err
	}
	after, err := s.Desk.Store.Record(ctx, d.Page.ID)
	if err != nil {
		return err
	}
	v.Changed = revision.Compare(&before, &after)
	if n := len(v.Changed.Passages) - maxPassages; n > 0 {
		v.Changed.Passages, v.Rest = v.Changed.Passages[:maxPassages], n
	}
	return nil
}
