package web

import (
	"context"

	"readout/internal/column"
	"readout/internal/query"
)

// lanes counts the statements of a query by a property and by time.
func (s *Server) lanes(ctx context.Context, q query.Query, by query.Name, n int) (*column.Lanes, error) {
	table, err := s.Desk.Columns(ctx)
	if err != nil {
		return nil, err
	}
	return table.Lanes(ctx, column.LaneAsk{Query: q, By: by, Values: n})
}

// field is a term of a query.
func field(name query.Name, value string) query.Node { return query.Field{Name: name, Value: value} }
