package warc

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http/httputil"
	"slices"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// A Response is what a server answered.
type Response struct {
	Status int
	Fields Fields

	rec  *Record
	body *bufio.Reader
}

// fault makes a *BadRecord of something wrong inside the block; the record's own borders
// are whole.
func (rec *Record) fault(reason string) error {
	return &BadRecord{Place: rec.Place, ID: rec.ID(), Reason: reason}
}

type bufLines struct{ *bufio.Reader }

func (b bufLines) line() ([]byte, error) {
	l, err := b.ReadSlice('\n')
	if len(l) > 0 {
		return l, nil
	}
	return nil, err
}

// Response reads the HTTP header of a block. It fails with a [*BadRecord] where the block
// is none.
func (rec *Record) Response() (*Response, error) {
	r := &Response{rec: rec, body: bufio.NewReader(rec)}
	left := rec.r.limits.Header
	status, err := headLine(bufLines{r.body}, &left)
	if err == nil {
		r.Status, err = statusOf(status)
	}
	if err == nil {
		r.Fields, err = headFields(bufLines{r.body}, &left)
	}
	if err != nil {
		return nil, rec.httpFault("HTTP header", err)
	}
	return r, nil
}

func (rec *Record) httpFault(what string, err error) error {
	var bad *BadRecord
	if errors.As(err, &bad) {
		return err
	}
	if rec.r.failed != nil {
		return rec.r.failed
	}
	return rec.fault(what + ": " + err.Error())
}

func statusOf(line string) (int, error) {
	protocol, rest, _ := strings.Cut(line, " ")
	code, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	n, err := strconv.ParseUint(code, 10, 16)
	if !strings.HasPrefix(protocol, "HTTP/") || err != nil || n < 100 || n > 999 {
		return 0, malformed(fmt.Sprintf("no status line, but %q", clip(line)))
	}
	return int(n), nil
}

// maxCodings is how many codings may lie one in the other.
const maxCodings = 3

// Payload returns the body with its transfer and content codings undone. Crawlers undo
// some of them and leave the header as it was: a coding that is not there is taken as
// undone. Of a body that the crawler cut off, what there is counts.
func (r *Response) Payload() ([]byte, error) {
	body := r.body
	if has(r.Fields.all("Transfer-Encoding"), "chunked") && looksChunked(body) {
		body = bufio.NewReader(httputil.NewChunkedReader(body))
	}
	codings := splitList(r.Fields.all("Content-Encoding"))
	slices.Reverse(codings)
	if len(codings) > maxCodings {
		return nil, r.rec.fault(fmt.Sprintf("%d content codings", len(codings)))
	}
	for _, coding := range codings {
		next, err := decoder(coding, body)
		if err != nil {
			return nil, r.rec.httpFault("content coding "+strconv.Quote(clip(coding)), err)
		}
		if next != nil {
			defer next.Close()
			body = bufio.NewReader(next)
		}
	}
	b, err := r.rec.readAll(body)
	if errors.Is(err, io.ErrUnexpectedEOF) && r.rec.Truncated() && len(b) > 0 {
		return b, nil
	}
	if err != nil {
		return nil, r.rec.httpFault("payload", err)
	}
	return b, nil
}

// Bytes returns the record's whole block, bounded by the limits.
func (rec *Record) Bytes() ([]byte, error) {
	b, err := rec.readAll(rec)
	if err != nil {
		return nil, rec.httpFault("block", err)
	}
	return b, nil
}

// readAll reads all there is within the limits; with an error come the bytes before it.
func (rec *Record) readAll(from io.Reader) ([]byte, error) {
	most := rec.r.limits.Payload
	var b bytes.Buffer
	b.Grow(int(min(rec.Length, most)) + bytes.MinRead)
	_, err := b.ReadFrom(io.LimitReader(from, most+1))
	switch {
	case err != nil:
		return b.Bytes(), err
	case int64(b.Len()) > most:
		return nil, malformed(fmt.Sprintf("larger than %d bytes", most))
	case rec.r.limits.tooDense(rec.Length, int64(b.Len())):
		return nil, errDense
	}
	return b.Bytes(), nil
}

func splitList(s string) []string {
	var out []string
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.ToLower(strings.TrimSpace(part)); part != "" && part != "identity" {
			out = append(out, part)
		}
	}
	return out
}

func has(list, what string) bool { return slices.Contains(splitList(list), what) }

// looksChunked reports whether a body begins with the size of a chunk.
func looksChunked(body *bufio.Reader) bool {
	b, _ := body.Peek(20)
	n := 0
	for n < len(b) && strings.IndexByte("0123456789abcdefABCDEF", b[n]) >= 0 {
		n++
	}
	if n == 0 || n > 16 || n == len(b) {
		return false
	}
	rest := bytes.TrimLeft(b[n:], " \t")
	return len(rest) > 0 && (rest[0] == '\r' || rest[0] == '\n' || rest[0] == ';')
}

// maxWindow bounds what a zstd body may ask to be kept.
const maxWindow = 8 << 20

// decoder undoes a content coding, nil where the body does not have it.
func decoder(coding string, body *bufio.Reader) (io.ReadCloser, error) {
	head, _ := body.Peek(4)
	if len(head) == 0 {
		return nil, nil
	}
	switch coding {
	case "gzip", "x-gzip":
		if !bytes.HasPrefix(head, gzipMagic) {
			return nil, nil
		}
		return gzip.NewReader(body)
	case "deflate":
		return inflater(head, body)
	case "br":
		if plainText(body) {
			return nil, nil
		}
		return io.NopCloser(brotli.NewReader(body)), nil
	case "zstd":
		if !bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}) {
			return nil, nil
		}
		z, err := zstd.NewReader(body, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, err
		}
		return z.IOReadCloser(), nil
	}
	return nil, malformed("not known")
}

// inflater undoes "deflate", which is zlib's form by the standard and bare deflate from
// some servers.
func inflater(head []byte, body *bufio.Reader) (io.ReadCloser, error) {
	switch {
	case plainText(body):
		return nil, nil
	case len(head) > 1 && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0:
		return zlib.NewReader(body)
	}
	return flate.NewReader(body), nil
}

// plainText reports whether a body begins like a page that is not compressed: with a
// bracket and readable bytes behind it.
func plainText(body *bufio.Reader) bool {
	b, _ := body.Peek(64)
	b = bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")), " \t\r\n")
	if len(b) == 0 || b[0] != '<' {
		return false
	}
	for _, c := range b {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			return false
		}
	}
	return true
}
