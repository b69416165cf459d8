package warc

import (
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
)

// broken goes to where the next record seems to begin and returns what to say of the one
// that is not one. An error of the source, and not of its bytes, is returned as it is.
func (r *Reader) broken(at Place, id string, err error) error {
	if r.s.in.err != nil {
		return r.fail(r.s.in.err)
	}
	bad := &BadRecord{Place: at, ID: id, Reason: reason(err)}
	if !r.s.packed {
		r.s.in.retreat(at.Offset + 1)
		r.s.ended = false
	}
	r.resync()
	return bad
}

// reason says what is wrong with bytes in words.
func reason(err error) string {
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "the file ends before the record does"
	case errors.Is(err, gzip.ErrHeader):
		return "no gzip member begins here"
	case errors.Is(err, gzip.ErrChecksum):
		return "its gzip checksum is wrong"
	case errors.As(err, &corrupt):
		return fmt.Sprintf("damaged gzip data (%v)", err)
	}
	return err.Error()
}

// resync goes forward to what looks like the beginning of a record, or to the end.
func (r *Reader) resync() {
	for {
		if r.s.err != nil && !r.s.nextMember() {
			return
		}
		if r.s.err == nil && r.s.nextLine() {
			return
		}
		if r.s.err == nil || r.s.in.err != nil {
			return
		}
	}
}

// nextLine goes to a line that begins a record, also at the beginning of a member, and
// reports whether there is one, or nothing more at all.
func (s *stream) nextLine() bool {
	for start := true; ; {
		if s.ready() != nil {
			return s.err == nil
		}
		if start || s.packed && s.out == 0 {
			if b := s.peek(len(versionMark) + 2); bytes.HasPrefix(b, []byte("WARC/1.")) || bytes.HasPrefix(b, []byte("WARC/0.")) {
				return true
			}
		}
		b, err := s.line()
		if err != nil {
			return s.err == nil
		}
		start = b[len(b)-1] == '\n'
	}
}

// nextMember goes to a gzip member that begins with a record, looking from behind the
// beginning of the one that is broken. It reports false at the end of the file.
func (s *stream) nextMember() bool {
	if !errors.Is(s.err, errDense) {
		s.in.retreat(s.member + 1)
	}
	for {
		at, ok := s.in.find(gzipMagic)
		if !ok {
			s.err, s.ended = nil, true
			return false
		}
		if s.begin() == nil && bytes.Equal(s.peek(len(versionMark)), versionMark) {
			return true
		}
		if s.in.err != nil {
			return false
		}
		if !s.in.retreat(at+1) && s.in.offset() <= at { // begin took nothing
			_ = s.in.jump(at + 1)
		}
	}
}

// find goes to the next place at which some bytes stand, and returns its offset.
func (in *input) find(what []byte) (int64, bool) {
	for {
		b, err := in.buf.Peek(max(in.buf.Buffered(), len(what)))
		if i := bytes.Index(b, what); i >= 0 {
			_, _ = in.buf.Discard(i) // it was peeked at
			return in.offset(), true
		}
		if err != nil {
			_, _ = in.buf.Discard(len(b))
			return 0, false
		}
		_, _ = in.buf.Discard(len(b) - len(what) + 1)
	}
}
