package web

import (
	"context"
	"sync"
	"time"

	"readout/internal/column"
	"readout/internal/query"
)

// A counter opens the columns of the record when something is first to be counted.
type counter struct {
	mu    sync.Mutex
	table *column.Table
}

// columns is what counts statements at once.
func (s *Server) columns(ctx context.Context) (*column.Table, error) {
	s.counter.mu.Lock()
	defer s.counter.mu.Unlock()
	if s.counter.table != nil {
		return s.counter.table, nil
	}
	table, err := column.Open(context.WithoutCancel(ctx), s.Desk.Store, column.Options{Stale: time.Second, Now: s.Now})
	s.counter.table = table
	return table, err
}

// lanes counts the statements of a query by a property and by time.
func (s *Server) lanes(ctx context.Context, q query.Query, by query.Name, n int) (*column.Lanes, error) {
	table, err := s.columns(ctx)
	if err != nil {
		return nil, err
	}
	return table.Lanes(ctx, column.LaneAsk{Query: q, By: by, Values: n})
}

// field is a term of a query.
func field(name query.Name, value string) query.Node { return query.Field{Name: name, Value: value} }
