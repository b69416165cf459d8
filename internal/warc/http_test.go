package warc

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

func packed(t *testing.T, of func(io.Writer) io.WriteCloser, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := of(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func br(w io.Writer) io.WriteCloser   { return brotli.NewWriter(w) }
func zl(w io.Writer) io.WriteCloser   { return zlib.NewWriter(w) }
func raws(w io.Writer) io.WriteCloser { z, _ := flate.NewWriter(w, 6); return z }
func zst(w io.Writer) io.WriteCloser  { z, _ := zstd.NewWriter(w); return z }

func TestResponse_Payload(t *testing.T) {
	const page = "<p>The road is open, Ana Lim said, and will stay so."
	chunked := "10\r\n" + page[:16] + "\r\n" + "24;x=y\r\n" + page[16:] + "\r\n0\r\n\r\n"
	z := member(page)
	tests := []struct {
		name, head, body, want, fails string
	}{
		{"as it is", "Content-Type: text/html", page, page, ""},
		{"chunked", "Transfer-Encoding: chunked", chunked, page, ""},
		{"chunked no more", "Transfer-Encoding: chunked", page, page, ""},
		{"chunked and cut off", "Transfer-Encoding: chunked", chunked[:30], "", "payload: unexpected EOF"},
		{"gzip", "content-encoding: gzip", z, page, ""},
		{"gzip no more", "Content-Encoding: gzip", page, page, ""},
		{"gzip and cut off", "Content-Encoding: gzip", z[:len(z)-12], "", "payload: unexpected EOF"},
		{"gzip and cut off by the crawler", "Content-Encoding: gzip\r\nWARC-Truncated: length", z[:len(z)-9], page, ""},
		{"deflate", "Content-Encoding: deflate", packed(t, zl, page), page, ""},
		{"bare deflate", "Content-Encoding: deflate", packed(t, raws, page), page, ""},
		{"br", "Content-Encoding: br", packed(t, br, page), page, ""},
		{"br no more", "Content-Encoding: br", page, page, ""},
		{"br and damaged", "Content-Encoding: br", "\xff\xff\xff\xff", "", "brotli"},
		{"zstd", "Content-Encoding: zstd", packed(t, zst, page), page, ""},
		{"br in gzip in chunks", "Transfer-Encoding: chunked\r\nContent-Encoding: br, gzip", "ff0\r\n", "", "unexpected EOF"},
		{"br in gzip", "Content-Encoding: br\r\nContent-Encoding: gzip", member(packed(t, br, page)), page, ""},
		{"unknown", "Content-Encoding: lzma", page, "", `content coding "lzma": not known`},
		{"too many", "Content-Encoding: gzip, gzip, gzip, gzip", page, "", "4 content codings"},
		{"a bomb", "Content-Encoding: gzip", member(strings.Repeat(" ", 40<<20)), "", "payload: larger than 33554432 bytes"},
		{"empty", "Content-Encoding: gzip", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			head, truncated, _ := strings.Cut(tt.head, "\r\nWARC-Truncated: ")
			var fields []string
			if truncated != "" {
				fields = []string{"WARC-Truncated: " + truncated}
			}
			r := NewReader(strings.NewReader(raw("response", "a", "HTTP/1.1 200 OK\r\n"+head+"\r\n\r\n"+tt.body, fields...)+raw("metadata", "b", "")), Limits{})
			rec, err := r.Next()
			if err != nil {
				t.Fatal(err)
			}
			resp, err := rec.Response()
			if err != nil || resp.Status != 200 {
				t.Fatalf("%+v, %v", resp, err)
			}
			got, err := resp.Payload()
			if tt.fails != "" {
				var bad *BadRecord
				if !errors.As(err, &bad) || !strings.Contains(bad.Reason, tt.fails) || bad.ID != "urn:x:a" {
					t.Errorf("got %q, %v; want it to fail with %q", got, err, tt.fails)
				}
			} else if err != nil || string(got) != tt.want {
				t.Errorf("got %q, %v; want %q", got, err, tt.want)
			}
			if rec, err := r.Next(); err != nil || rec.ID() != "urn:x:b" {
				t.Errorf("then %v, %v; want the next record", rec, err)
			}
		})
	}
}

func TestRecord_Response_none(t *testing.T) {
	for block, want := range map[string]string{
		"":                            "HTTP header: ends within its header",
		"<html>":                      "HTTP header: ends within its header",
		"<html>\n":                    `HTTP header: no status line, but "<html>"`,
		"HTTP/1.1 abc\r\n\r\n":        `HTTP header: no status line, but "HTTP/1.1 abc"`,
		"HTTP/1.1 200 OK\r\nA: b\r\n": "HTTP header: ends within its header",
		"HTTP/1.1 200 OK\r\n" + strings.Repeat("a: b\r\n", 20_000) + "\r\n": "HTTP header: its header is too long",
	} {
		rec, err := NewReader(strings.NewReader(raw("response", "a", block)), Limits{}).Next()
		if err != nil {
			t.Fatal(err)
		}
		var bad *BadRecord
		if _, err := rec.Response(); !errors.As(err, &bad) || bad.Reason != want {
			t.Errorf("%.30q: %v, want %q", block, err, want)
		}
	}
}
