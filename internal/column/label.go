package column

import (
	"context"
	"sync"

	"readout/internal/query"
)

// labels keeps how values are written: what is compared is folded.
type labels struct {
	mu sync.Mutex
	of map[query.Field]string
}

// label writes the values of facets as their pages do. Each value is looked up once.
func (t *Table) label(ctx context.Context, s *snapshot, facets []Facet) error {
	for _, f := range facets {
		for i := range f.Values {
			v := &f.Values[i]
			if v.party == 0 && v.source == 0 { // not found, or not folded
				continue
			}
			label, err := t.labels.lookUp(v.Field, func() (string, error) {
				switch f.Name {
				case query.Speaker, query.To:
					return t.store.PartyName(ctx, int64(v.party), f.Name == query.To)
				case query.Publisher:
					return t.store.OutletName(ctx, s.sources[v.source])
				}
				return "", nil
			})
			if err != nil {
				return err
			}
			if label != "" {
				v.Label = label
			}
		}
	}
	return nil
}

func (l *labels) lookUp(f query.Field, find func() (string, error)) (string, error) {
	l.mu.Lock()
	label, ok := l.of[f]
	l.mu.Unlock()
	if ok {
		return label, nil
	}
	label, err := find()
	if err != nil {
		return "", err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.of == nil {
		l.of = make(map[query.Field]string)
	}
	l.of[f] = label
	return label, nil
}
