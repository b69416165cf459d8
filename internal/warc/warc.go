// Package warc reads and writes WARC files, the form in which web archives keep what they
// fetched (ISO 28500:2017, versions 1.0 and 1.1).
//
// A [Reader] gives one record after the other, with the place in the file at which it
// begins, so that reading can go on from any record later. Files may be plain, compressed
// with a gzip member a record, or compressed as a whole. A record that cannot be read is a
// [*BadRecord] with its place, and the reader goes on behind it. Memory does not grow with
// the file: a record's block is a stream, and all that is held of it is bounded by
// [Limits]. [Record.Response] and [Response.Payload] give what a server sent, with its
// codings undone. A [Writer] writes files that a Reader reads to the same records, and
// [Cut] says where a file can be divided.
package warc

import (
	"fmt"
	"strings"
)

// A Place is where a record begins in a file.
type Place struct {
	Offset int64 // of the record, or of the gzip member that holds its beginning, in bytes
	Skip   int64 // bytes of what that member unpacks to that come before the record
}

// String gives the place as a number of bytes, with what is to be passed over after a plus.
func (p Place) String() string {
	if p.Skip == 0 {
		return fmt.Sprint(p.Offset)
	}
	return fmt.Sprintf("%d+%d", p.Offset, p.Skip)
}

// Before reports whether p stands before q in a file.
func (p Place) Before(q Place) bool {
	return p.Offset < q.Offset || p.Offset == q.Offset && p.Skip < q.Skip
}

// Limits bound what is read; a zero is the default.
type Limits struct {
	Header  int   // bytes of a record's header, and of an HTTP header: 64 KiB
	Record  int64 // bytes of a record's block: 16 GiB
	Payload int64 // bytes of a payload, as sent and with its codings undone: 32 MiB
	Ratio   int64 // times its size that compressed data may unpack to, from its first MiB on: 400
}

func (l Limits) orDefault() Limits {
	if l.Header <= 0 {
		l.Header = 64 << 10
	}
	if l.Record <= 0 {
		l.Record = 16 << 30
	}
	if l.Payload <= 0 {
		l.Payload = 32 << 20
	}
	if l.Ratio <= 0 {
		l.Ratio = 400
	}
	return l
}

// ratioFrom is how much compressed data may unpack to whatever its size: short runs of
// spaces shrink beyond every limit.
const ratioFrom = 1 << 20

// tooDense reports whether packed bytes have unpacked to more than the limits allow.
func (l Limits) tooDense(packed, unpacked int64) bool {
	return unpacked > ratioFrom && unpacked/l.Ratio > packed
}

// The types of records.
const (
	Info         = "warcinfo"
	ResponseType = "response"
	Resource     = "resource"
	Request      = "request"
	Metadata     = "metadata"
	Revisit      = "revisit"
	Conversion   = "conversion"
	Continuation = "continuation"
)

// The names of the fields that are used here.
const (
	fieldType          = "WARC-Type"
	fieldID            = "WARC-Record-ID"
	fieldDate          = "WARC-Date"
	fieldLength        = "Content-Length"
	fieldContentType   = "Content-Type"
	fieldTarget        = "WARC-Target-URI"
	fieldBlockDigest   = "WARC-Block-Digest"
	fieldPayloadDigest = "WARC-Payload-Digest"
	fieldTruncated     = "WARC-Truncated"
	fieldInfoID        = "WARC-Warcinfo-ID"
	fieldRefersTo      = "WARC-Refers-To"
	fieldRefersTarget  = "WARC-Refers-To-Target-URI"
	fieldRefersDate    = "WARC-Refers-To-Date"
	fieldProfile       = "WARC-Profile"
)

// A Field is a line of a header.
type Field struct{ Name, Value string }

// Fields are the lines of a header, in their order.
type Fields []Field

// Get returns the value of the first field of a name, in whatever case it is written, or "".
func (f Fields) Get(name string) string {
	for _, field := range f {
		if strings.EqualFold(field.Name, name) {
			return field.Value
		}
	}
	return ""
}

// all returns the values of all fields of a name, joined by commas, as HTTP has it.
func (f Fields) all(name string) string {
	var values []string
	for _, field := range f {
		if strings.EqualFold(field.Name, name) {
			values = append(values, field.Value)
		}
	}
	return strings.Join(values, ",")
}

// A BadRecord is a record, or a stretch of the file where one should be, that could not be
// read. Reading goes on behind it.
type BadRecord struct {
	Place  Place
	ID     string // the record's own, or "" where it could not be read
	Reason string
}

func (e *BadRecord) Error() string {
	if e.ID == "" {
		return fmt.Sprintf("record at byte %s: %s", e.Place, e.Reason)
	}
	return fmt.Sprintf("record %s at byte %s: %s", e.ID, e.Place, e.Reason)
}
