package warc

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"
)

// bufferSize is how much of a file is read at once.
const bufferSize = 256 << 10

// An input is a file as it lies, which knows the offset of its next byte.
type input struct {
	src  io.Reader
	seek io.Seeker // nil where there is no way back
	buf  *bufio.Reader
	read int64 // bytes of the file that buf has taken
	high int64 // the furthest offset that was looked at
	back int64 // bytes looked at more than once
	err  error // of the source
}

func newInput(src io.Reader) *input {
	in := &input{src: src}
	in.seek, _ = src.(io.Seeker)
	in.buf = bufio.NewReaderSize(counted{in}, bufferSize)
	return in
}

// counted is the source with its bytes counted.
type counted struct{ in *input }

func (c counted) Read(p []byte) (int, error) {
	n, err := c.in.src.Read(p)
	c.in.read += int64(n)
	c.in.high = max(c.in.high, c.in.read)
	if err != nil && err != io.EOF {
		c.in.err = err
	}
	return n, err
}

// offset is that of the next byte.
func (in *input) offset() int64 { return in.read - int64(in.buf.Buffered()) }

// spare is how many bytes may be read again whatever the size of the file.
const spare = 64 << 20

// retreat goes back to an earlier offset, and reports whether it did: not where the source
// cannot, and not where so much was read twice already that a file made for it would keep
// the reader going back for ever.
func (in *input) retreat(to int64) bool {
	again := in.offset() - to + bufferSize // which is filled anew
	if in.seek == nil || to > in.offset() || in.back+again > in.high+spare {
		return false
	}
	in.back += again
	return in.jump(to) == nil
}

// jump goes to an offset.
func (in *input) jump(to int64) error {
	if forward := to - in.offset(); forward >= 0 && forward <= int64(in.buf.Buffered()) {
		_, err := in.buf.Discard(int(forward))
		return err
	}
	if in.seek == nil {
		if to < in.offset() {
			return errors.New("the source cannot be read from an earlier place")
		}
		_, err := io.CopyN(io.Discard, in.buf, to-in.offset())
		return err
	}
	if _, err := in.seek.Seek(to, io.SeekStart); err != nil {
		return err
	}
	in.read = to
	in.buf.Reset(counted{in})
	return nil
}

var gzipMagic = []byte{0x1f, 0x8b, 8}

// A stream is what a file unpacks to, one gzip member after the other, or the file itself.
type stream struct {
	in     *input
	limits Limits
	packed bool
	z      *gzip.Reader
	buf    *bufio.Reader // of the member, or of the file
	member int64         // offset of the member
	out    int64         // bytes of the member that were taken from buf
	ended  bool          // the member is at its end
	err    error         // what broke the member
}

// errDense ends a member that unpacks to too much.
var errDense = errors.New("unpacks to more than compressed text does")

// open begins to read at an offset of the file.
func (s *stream) open() error {
	head, err := s.in.buf.Peek(len(gzipMagic))
	if err != nil && err != io.EOF {
		return err
	}
	s.packed = bytes.Equal(head, gzipMagic)
	if !s.packed {
		s.buf = s.in.buf
		return nil
	}
	s.buf = bufio.NewReaderSize(nil, bufferSize)
	return s.begin()
}

// begin opens the member that begins at the next byte of the file.
func (s *stream) begin() error {
	s.member, s.out, s.ended, s.err = s.in.offset(), 0, false, nil
	if _, err := s.in.buf.Peek(1); err != nil {
		if s.ended = true; err != io.EOF {
			s.err = err
		}
		return err
	}
	if s.z == nil {
		s.z = new(gzip.Reader)
	}
	if err := s.z.Reset(s.in.buf); err != nil {
		s.err = unexpected(err)
		return s.err
	}
	s.z.Multistream(false)
	s.buf.Reset(guarded{s})
	return nil
}

// guarded is a member that stops where it unpacks to too much.
type guarded struct{ s *stream }

func (g guarded) Read(p []byte) (int, error) {
	n, err := g.s.z.Read(p)
	out := g.s.out + int64(g.s.buf.Buffered()) + int64(n)
	if g.s.limits.tooDense(g.s.in.offset()-g.s.member, out) {
		err = errDense
	}
	return n, err
}

// place is that of the next byte.
func (s *stream) place() Place {
	if !s.packed {
		return Place{Offset: s.in.offset()}
	}
	return Place{Offset: s.member, Skip: s.out}
}

// ready makes sure that there is a next byte, in the next member if need be. It returns
// io.EOF at the end of the file.
func (s *stream) ready() error {
	for {
		if s.err != nil {
			return s.err
		}
		if !s.ended {
			_, err := s.buf.Peek(1)
			if err == nil {
				return nil
			}
			if err != io.EOF {
				s.err = unexpected(err)
				return s.err
			}
			s.ended = true
		}
		if !s.packed {
			return io.EOF
		}
		if err := s.begin(); err != nil {
			return err
		}
	}
}

// Read reads on, also into the next member.
func (s *stream) Read(p []byte) (int, error) {
	if err := s.ready(); err != nil {
		return 0, err
	}
	n, err := s.buf.Read(p)
	s.out += int64(n)
	if err == io.EOF {
		err = nil // ready tells
	}
	return n, err
}

// peek returns up to n bytes of the member at hand, none at its end.
func (s *stream) peek(n int) []byte {
	if s.ended || s.err != nil || s.buf == nil {
		return nil
	}
	b, err := s.buf.Peek(n)
	if len(b) == 0 {
		if err != io.EOF {
			s.err = unexpected(err)
		}
		s.ended = err == io.EOF
	}
	return b
}

func (s *stream) discard(n int) {
	n, _ = s.buf.Discard(n) // of bytes that were peeked at
	s.out += int64(n)
}

// line returns the next line with its end, or a part of it where it is longer than the
// buffer. The bytes hold until the next call.
func (s *stream) line() ([]byte, error) {
	if err := s.ready(); err != nil {
		return nil, err
	}
	b, err := s.buf.ReadSlice('\n')
	s.out += int64(len(b))
	if len(b) > 0 {
		return b, nil // an error comes again
	}
	return nil, err
}

// pass goes forward by n bytes, or to the end of the file. In a plain file that can be
// sought in nothing is read.
func (s *stream) pass(n int64) (int64, error) {
	if !s.packed && s.in.seek != nil && n > worthSeeking {
		return s.leap(n)
	}
	passed := int64(0)
	for passed < n {
		if err := s.ready(); err != nil {
			return passed, err
		}
		some, err := s.buf.Discard(int(min(n-passed, bufferSize)))
		passed += int64(some)
		s.out += int64(some)
		if err != nil && err != io.EOF {
			s.err = unexpected(err)
		}
	}
	return passed, nil
}

// worthSeeking is from how many bytes on going there is cheaper than reading them.
const worthSeeking = 4 * bufferSize

func (s *stream) leap(n int64) (int64, error) {
	from := s.in.offset()
	end, err := s.in.seek.Seek(0, io.SeekEnd)
	if err != nil {
		return 0, err
	}
	to := min(from+n, max(end, from))
	if _, err := s.in.seek.Seek(to, io.SeekStart); err != nil {
		return 0, err
	}
	s.in.read = to
	s.in.high = max(s.in.high, to)
	s.in.buf.Reset(counted{s.in})
	if to-from < n {
		return to - from, io.EOF
	}
	return n, nil
}

// unexpected makes the end of a file where it should not end an error of its own.
func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
