package warc

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/klauspost/compress/gzip"
)

// A Writer writes a file of WARC 1.1, a gzip member a record. A payload that it wrote
// before becomes a revisit record, so that its bytes are there once.
type Writer struct {
	out  io.Writer
	z    *gzip.Writer
	info string            // id of the warcinfo record
	seen map[string]target // by payload digest
}

type target struct{ id, uri, date string }

// NewWriter returns a writer to w.
func NewWriter(w io.Writer) *Writer {
	return &Writer{out: w, z: gzip.NewWriter(io.Discard), seen: make(map[string]target)}
}

// A Draft is a record to be written.
type Draft struct {
	Target      string // the address that it is about
	Date        string // when it was captured: RFC 3339, or its beginning, as far as it is known
	ContentType string // of the block
	Fields      Fields // more fields of its header
	About       string // of metadata: the id of the record that it tells of
	Block       []byte
}

// Info writes the record that tells of the file; it comes first. Its block has a line for
// each field.
func (w *Writer) Info(now time.Time, fields Fields) error {
	id, err := w.write(Info, &Draft{Date: now.UTC().Format(time.RFC3339), ContentType: "application/warc-fields", Block: fields.Block()})
	w.info = id
	return err
}

// Block writes fields as a block of application/warc-fields.
func (f Fields) Block() []byte {
	var b bytes.Buffer
	for _, field := range f {
		fmt.Fprintf(&b, "%s: %s\r\n", field.Name, oneLine(field.Value))
	}
	return b.Bytes()
}

// Resource writes bytes that were fetched, without what the server said about them, or a
// revisit where they were written already. It returns the record's id.
func (w *Writer) Resource(d Draft) (string, error) {
	digest := digestOf(d.Block)
	first, again := w.seen[digest]
	d.Fields = append(Fields{{Name: fieldPayloadDigest, Value: digest}}, d.Fields...)
	if again {
		d.Fields = append(Fields{
			{fieldProfile, "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"},
			{fieldRefersTo, "<" + first.id + ">"}, {fieldRefersTarget, first.uri}, {fieldRefersDate, first.date}}, d.Fields...)
		d.Block = nil
		return w.write(Revisit, &d)
	}
	id, err := w.write(Resource, &d)
	w.seen[digest] = target{id, d.Target, d.Date}
	return id, err
}

// Metadata writes what there is to say of another record.
func (w *Writer) Metadata(d Draft) (string, error) { return w.write(Metadata, &d) }

// write writes a record in a member of its own. Its id is made of all that it holds, so
// that the same records make the same file.
func (w *Writer) write(kind string, d *Draft) (string, error) {
	var h bytes.Buffer
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&h, "%s: %s\r\n", name, oneLine(value))
		}
	}
	digest := digestOf(d.Block)
	field(fieldType, kind)
	field(fieldDate, d.Date)
	field(fieldTarget, d.Target)
	field(fieldContentType, d.ContentType)
	if d.About != "" {
		field(fieldRefersTo, "<"+d.About+">")
	}
	if w.info != "" {
		field(fieldInfoID, "<"+w.info+">")
	}
	for _, f := range d.Fields {
		field(f.Name, f.Value)
	}
	field(fieldBlockDigest, digest)
	field(fieldLength, fmt.Sprint(len(d.Block)))
	id := uuid.NewSHA1(uuid.NameSpaceOID, h.Bytes()).URN()
	head := "WARC/1.1\r\n" + fieldID + ": <" + id + ">\r\n" + h.String() + "\r\n"

	w.z.Reset(w.out)
	for _, part := range [][]byte{[]byte(head), d.Block, []byte("\r\n\r\n")} {
		if _, err := w.z.Write(part); err != nil {
			return "", err
		}
	}
	return id, w.z.Close()
}

// oneLine keeps a value from beginning another field.
func oneLine(s string) string { return strings.Join(strings.FieldsFunc(s, isBreak), " ") }

func isBreak(r rune) bool { return r == '\r' || r == '\n' || r == 0 }
