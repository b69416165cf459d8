package warc

import (
	"errors"
	"fmt"
	"io"
	"iter"

	"readout"
)

// A Slice is a run of records of a file that can be read by itself.
type Slice struct {
	From, To Place // from its first record to behind its last one
	Records  int   // good and bad ones
}

// Cut yields the slices of a file, each of n records but the last. Blocks are passed over:
// in a plain file that can be sought in they are not read, in a compressed one they are
// unpacked, as nothing else tells where they end, and thrown away. An error ends it.
func Cut(r io.Reader, n int, limits Limits) iter.Seq2[Slice, error] {
	return func(yield func(Slice, error) bool) {
		if n < 1 {
			yield(Slice{}, fmt.Errorf("slices of %d records: %w", n, readout.ErrInvalid))
			return
		}
		in := NewReader(r, limits)
		var s Slice
		for {
			err := in.pass()
			if err == io.EOF {
				if s.To = in.Place(); s.Records > 0 {
					yield(s, nil)
				}
				return
			}
			if err != nil {
				yield(Slice{}, err)
				return
			}
			if s.Records++; s.Records < n {
				continue
			}
			if s.To = in.Place(); !yield(s, nil) {
				return
			}
			s = Slice{From: s.To}
		}
	}
}

// pass passes over a record, good or bad.
func (r *Reader) pass() error {
	rec, err := r.Next()
	if err == nil {
		err = rec.Finish()
	}
	var bad *BadRecord
	if errors.As(err, &bad) {
		return nil
	}
	return err
}

// Read yields the records of a slice, as Next gives them: bad ones as a [*BadRecord], after
// which it goes on. Any other error is the last.
func (s Slice) Read(r io.ReadSeeker, limits Limits) iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		in := NewReader(r, limits)
		if err := in.SkipTo(s.From); err != nil {
			yield(nil, err)
			return
		}
		for in.Place().Before(s.To) {
			rec, err := in.Next()
			var bad *BadRecord
			if err == io.EOF || !yield(rec, err) || err != nil && !errors.As(err, &bad) {
				return
			}
			if rec == nil || rec.done {
				continue
			}
			if err := rec.Finish(); err != nil && !yield(nil, err) {
				return
			}
		}
	}
}
