package readout

import "errors"

// The kinds of failure that callers act on; test for them with [errors.Is].
var (
	// ErrNotFound means that what was asked for is not in the record.
	ErrNotFound = errors.New("not found")
	// ErrInvalid means that the input cannot be used as it is: the message says where.
	ErrInvalid = errors.New("invalid input")
	// ErrDamaged means that a record exists but cannot be read or written safely.
	ErrDamaged = errors.New("damaged record")
)
