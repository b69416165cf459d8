package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// A Reader reads the records of a file one after the other.
type Reader struct {
	s      *stream
	limits Limits
	record *Record // the one given last, until it is finished
	opened bool
	failed error // of the file itself: it comes again
}

// NewReader returns a reader of a file from its beginning. Where r can seek, as files do,
// reading goes back behind a bad record to look for the next one; nothing else needs it.
func NewReader(r io.Reader, limits Limits) *Reader {
	limits = limits.orDefault()
	return &Reader{limits: limits, s: &stream{in: newInput(r), limits: limits}}
}

// A Record is one record. It holds until the next call of its reader's Next.
type Record struct {
	Place  Place
	Type   string // "response" …, in lower case
	Fields Fields
	Length int64 // bytes of its block

	r      *Reader
	left   int64 // of the block
	digest *digester
	bad    *BadRecord
	done   bool
}

// ID returns the record's id, without its angle brackets, or "".
func (rec *Record) ID() string { return bare(rec.Fields.Get(fieldID)) }

// Target returns the address that the record is about, or "".
func (rec *Record) Target() string { return bare(rec.Fields.Get(fieldTarget)) }

// Date returns when it was captured, as the file has it: RFC 3339, or only the beginning of
// such a time.
func (rec *Record) Date() string { return rec.Fields.Get(fieldDate) }

// ContentType returns what the block is.
func (rec *Record) ContentType() string { return rec.Fields.Get(fieldContentType) }

// PayloadDigest returns the digest of the payload in the form "sha1:…", or "".
func (rec *Record) PayloadDigest() string { return digestName(rec.Fields.Get(fieldPayloadDigest)) }

// Truncated reports whether the crawler says that it did not keep all of it.
func (rec *Record) Truncated() bool { return rec.Fields.Get(fieldTruncated) != "" }

// bare is an address without the angle brackets of WARC 1.0.
func bare(s string) string {
	if inner, ok := strings.CutPrefix(s, "<"); ok {
		return strings.TrimSuffix(inner, ">")
	}
	return s
}

// SkipTo goes to the place of a record, as a Record gave it, before the first call of Next.
// What comes before is not read where the source can seek; in a gzip member that holds many
// records it is unpacked and passed over.
func (r *Reader) SkipTo(p Place) error {
	if r.opened {
		return errors.New("warc: SkipTo after Next")
	}
	if err := r.s.in.jump(p.Offset); err != nil {
		return fmt.Errorf("go to byte %d: %w", p.Offset, unexpected(err))
	}
	if err := r.open(); err != nil {
		return err
	}
	if p.Skip == 0 {
		return nil
	}
	if _, err := r.s.pass(p.Skip); err != nil {
		return fmt.Errorf("go to byte %s: %w", p, unexpected(err))
	}
	return nil
}

func (r *Reader) open() error {
	r.opened = true
	if err := r.s.open(); err != nil && err != io.EOF && r.s.in.err != nil {
		return err
	}
	return nil // what is wrong with the first member, next tells
}

// Place returns where the next record begins: behind the last one, once it is finished.
// With the file at its end it is that end.
func (r *Reader) Place() Place {
	if !r.opened {
		return Place{}
	}
	if r.record != nil && !r.record.done {
		return r.record.Place // it begins again there
	}
	_ = r.s.ready() // into the next member, if this one is at its end
	return r.s.place()
}

// Offset returns how many bytes of the file have been taken, for a progress bar.
func (r *Reader) Offset() int64 { return r.s.in.offset() }

// Next returns the next record. A [*BadRecord] is one that cannot be read: the next call
// goes on behind it. It returns io.EOF at the end of the file. Other errors are the
// source's.
func (r *Reader) Next() (*Record, error) {
	if r.failed != nil {
		return nil, r.failed
	}
	if !r.opened {
		if err := r.open(); err != nil {
			return nil, r.fail(err)
		}
	}
	if rec := r.record; rec != nil && !rec.done {
		if err := rec.Finish(); err != nil {
			return nil, err
		}
	}
	r.record = nil
	return r.next()
}

func (r *Reader) fail(err error) error {
	r.failed = err
	return err
}

func (r *Reader) next() (*Record, error) {
	for blank := true; blank; { // also at the beginning of members
		if err := r.s.ready(); err == io.EOF && r.s.in.err == nil {
			return nil, r.fail(err)
		} else if err != nil {
			return nil, r.broken(r.s.place(), "", err)
		}
		blank = r.blanks()
	}
	rec := &Record{Place: r.s.place(), r: r}
	if err := rec.header(); err != nil {
		return nil, r.broken(rec.Place, rec.ID(), err)
	}
	r.record = rec
	return rec, nil
}

// blanks passes over line ends between records: there should be two, and some writers make
// more. It stays in the member, and reports whether there were any.
func (r *Reader) blanks() (some bool) {
	for ; ; some = true {
		b := r.s.peek(2)
		switch {
		case len(b) > 0 && b[0] == '\n':
			r.s.discard(1)
		case len(b) > 1 && b[0] == '\r' && b[1] == '\n':
			r.s.discard(2)
		default:
			return some
		}
	}
}

// A malformed is what is wrong with a record whose bytes could be unpacked.
type malformed string

func (m malformed) Error() string { return string(m) }

var versionMark = []byte("WARC/")

// header reads the record's header.
func (rec *Record) header() error {
	s := rec.r.s
	left := rec.r.limits.Header
	first, err := headLine(s, &left)
	if err != nil {
		return err
	}
	if !strings.HasPrefix(first, "WARC/1.") && !strings.HasPrefix(first, "WARC/0.1") {
		return malformed(fmt.Sprintf("no record begins here, but %q", clip(first)))
	}
	if rec.Fields, err = headFields(s, &left); err != nil {
		return err
	}
	rec.Type = strings.ToLower(rec.Fields.Get(fieldType))
	length := rec.Fields.Get(fieldLength)
	n, err := strconv.ParseUint(length, 10, 63)
	switch {
	case rec.Type == "":
		return malformed("no WARC-Type")
	case err != nil:
		return malformed(fmt.Sprintf("Content-Length %q is not a number of bytes", clip(length)))
	case int64(n) > rec.r.limits.Record:
		return malformed(fmt.Sprintf("a Content-Length of %d, which is more than %d", n, rec.r.limits.Record))
	}
	rec.Length, rec.left = int64(n), int64(n)
	rec.digest = newDigester(rec.Fields.Get(fieldBlockDigest))
	return nil
}

// clip shortens foreign text for a message.
func clip(s string) string {
	const most = 40
	if len(s) > most {
		return s[:most] + "…"
	}
	return s
}

// A liner gives lines with their ends, long ones in parts.
type liner interface{ line() ([]byte, error) }

// headLine returns a line of a header without its end, and takes it from what is left of
// the limit.
func headLine(from liner, left *int) (string, error) {
	var long []byte
	for {
		b, err := from.line()
		if err != nil {
			if err == io.EOF {
				return "", malformed("ends within its header")
			}
			return "", err
		}
		if *left -= len(b); *left < 0 {
			return "", malformed("its header is too long")
		}
		if b[len(b)-1] == '\n' {
			b = b[:len(b)-1]
			if long != nil {
				b = append(long, b...)
			}
			return string(bytes.TrimSuffix(b, []byte("\r"))), nil
		}
		long = append(long, b...)
	}
}

// headFields reads the fields of a header and the blank line behind them. A line that
// begins with a space goes on with the one before.
func headFields(from liner, left *int) (Fields, error) {
	fields := make(Fields, 0, 16)
	for {
		l, err := headLine(from, left)
		if err != nil {
			return fields, err
		}
		if l == "" {
			return fields, nil
		}
		if (l[0] == ' ' || l[0] == '\t') && len(fields) > 0 {
			last := &fields[len(fields)-1]
			last.Value = strings.TrimSpace(last.Value + " " + strings.TrimSpace(l))
			continue
		}
		if name, value, ok := strings.Cut(l, ":"); ok {
			fields = append(fields, Field{strings.TrimSpace(name), strings.TrimSpace(value)})
		}
	}
}

// Read reads the record's block.
func (rec *Record) Read(p []byte) (int, error) {
	if rec.bad != nil {
		return 0, rec.bad
	}
	if rec.left == 0 || rec.done {
		return 0, io.EOF
	}
	if rec.cutOff() {
		return 0, rec.spoil(errOverrun)
	}
	if int64(len(p)) > rec.left {
		p = p[:rec.left]
	}
	n, err := rec.r.s.Read(p)
	rec.left -= int64(n)
	rec.digest.write(p[:n])
	if err != nil {
		return n, rec.spoil(err)
	}
	return n, nil
}

const errOverrun = malformed("the next record begins before its Content-Length is over")

// cutOff reports whether a member that begins within the block begins with a record of its
// own.
func (rec *Record) cutOff() bool {
	s := rec.r.s
	return s.packed && s.ready() == nil && s.out == 0 && bytes.Equal(s.peek(len(versionMark)), versionMark)
}

// spoil makes the record a bad one, once.
func (rec *Record) spoil(err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = malformed(fmt.Sprintf("the file ends %d bytes before the record does", rec.left))
	}
	rec.done = true
	err = rec.r.broken(rec.Place, rec.ID(), err)
	rec.bad, _ = err.(*BadRecord)
	return err
}

// Finish passes over what is left of the record and checks that it ends where it says, and
// its digest where all of it was read. A [*BadRecord] is one that does not; the reader goes
// on behind it. Next does the same.
func (rec *Record) Finish() error {
	if rec.done {
		if rec.bad != nil {
			return rec.bad
		}
		return nil
	}
	if err := rec.passRest(); err != nil {
		return err
	}
	rec.done, rec.r.record = true, nil
	s := rec.r.s
	if end := s.peek(2); len(end) > 0 && end[0] != '\n' && string(end) != "\r\n" {
		return rec.spoil(malformed("does not end where its Content-Length says"))
	}
	rec.r.blanks()
	if s.err != nil { // such as a wrong checksum at the end of the member
		return rec.spoil(s.err)
	}
	if reason := rec.digest.check(); reason != "" {
		rec.bad = &BadRecord{Place: rec.Place, ID: rec.ID(), Reason: reason}
		return rec.bad
	}
	return nil
}

// passRest goes to the end of the block.
func (rec *Record) passRest() error {
	if rec.left == 0 {
		return nil
	}
	s := rec.r.s
	rec.digest = nil
	for rec.left > 0 {
		if rec.cutOff() {
			return rec.spoil(errOverrun)
		}
		part := rec.left
		if s.packed { // no further than the member, where cutOff looks
			part = min(part, int64(max(s.buf.Buffered(), 1)))
		}
		n, err := s.pass(part)
		rec.left -= n
		if err != nil {
			return rec.spoil(err)
		}
	}
	return nil
}
