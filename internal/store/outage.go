package store

import (
	"errors"

	"readout"
)

// Outage reports whether an error is about the state of the record and not about what was
// asked of it or given to it: it cannot be reached, is full, or in use for too long. The same
// again may work later.
func (s *Store) Outage(err error) bool {
	switch {
	case err == nil, errors.Is(err, readout.ErrNotFound), errors.Is(err, readout.ErrInvalid), errors.Is(err, readout.ErrDamaged):
		return false
	}
	return !s.d.refused(err)
}
