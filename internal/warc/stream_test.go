package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
)

// pageRecord is a response of words drawn by a seed, some 30 kB of them.
func pageRecord(seed uint64) string {
	rng := rand.New(rand.NewPCG(seed, 1))
	var b strings.Builder
	b.WriteString("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body>")
	for range 800 {
		fmt.Fprintf(&b, "<p class=\"c%d\">said %x of road %d</p>\n", rng.IntN(20), rng.Uint32(), rng.IntN(1000))
	}
	return raw("response", fmt.Sprint(seed), b.String(), fmt.Sprintf("WARC-Target-URI: https://korvan.example/%d", seed))
}

// generated is a file of records without end, made as it is read.
type generated struct {
	members [][]byte
	rest    []byte
	left    int64
	n       int
}

func (g *generated) Read(p []byte) (int, error) {
	if len(g.rest) == 0 {
		if g.left <= 0 {
			return 0, io.EOF
		}
		g.rest = g.members[g.n%len(g.members)]
		g.n++
		g.left -= int64(len(g.rest))
	}
	n := copy(p, g.rest)
	g.rest = g.rest[n:]
	return n, nil
}

func generate(n int64, single bool) io.Reader {
	g := &generated{left: n}
	for i := range uint64(50) {
		if single {
			g.members = append(g.members, []byte(pageRecord(i)))
		} else {
			g.members = append(g.members, []byte(member(pageRecord(i))))
		}
	}
	if !single {
		return g
	}
	out, in := io.Pipe()
	go func() {
		z, _ := gzip.NewWriterLevel(in, gzip.BestSpeed)
		_, err := io.Copy(z, g)
		in.CloseWithError(errors.Join(err, z.Close()))
	}()
	return out
}

// Memory does not grow with the file.
func TestReader_memory(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 200 MB")
	}
	for _, single := range []bool{false, true} {
		size := int64(100 << 20) // of the file, or of what it unpacks to
		r := NewReader(generate(size, single), Limits{})
		var most, base runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&base)
		records := 0
		for {
			rec, err := r.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			resp, err := rec.Response()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := resp.Payload(); err != nil {
				t.Fatal(err)
			}
			if records++; records%500 == 0 {
				var now runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&now)
				most.HeapInuse = max(most.HeapInuse, now.HeapInuse)
			}
		}
		grown := int64(most.HeapInuse) - int64(base.HeapInuse)
		t.Logf("%d records, heap %d kB more at its largest", records, grown>>10)
		if grown > 8<<20 || records < 2000 {
			t.Errorf("%d records took %d bytes of heap", records, grown)
		}
	}
}

func FuzzReader(f *testing.F) {
	for _, form := range forms {
		f.Add([]byte(form.of(records())))
		f.Add([]byte(form.of(records()[1:2]))[:60])
	}
	f.Add([]byte(raw("response", "a", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n5\r\nhello\r\n0\r\n\r\n")))
	f.Add([]byte(raw("response", "a", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nhello", "WARC-Truncated: length", "WARC-Block-Digest: sha1:x")))
	f.Fuzz(func(t *testing.T, file []byte) {
		limits := Limits{Payload: 1 << 20}
		r := NewReader(bytes.NewReader(file), limits)
		last := Place{Offset: -1}
		var places []Place
		for n := 0; ; n++ {
			if n > len(file)+1 && len(file) > 0 {
				if !bytes.Contains(file, gzipMagic) {
					t.Fatalf("%d records in %d bytes", n, len(file))
				}
				if n > 2000*len(file) {
					t.Fatalf("%d records in %d bytes", n, len(file))
				}
			}
			rec, err := r.Next()
			if err == io.EOF {
				break
			}
			var bad *BadRecord
			if err != nil && !errors.As(err, &bad) {
				t.Fatal(err)
			}
			if bad != nil {
				continue
			}
			if !last.Before(rec.Place) || rec.Place.Offset < 0 || rec.Place.Offset > int64(len(file)) {
				t.Fatalf("a record at %s after one at %s", rec.Place, last)
			}
			last = rec.Place
			places = append(places, rec.Place)
			if resp, err := rec.Response(); err == nil {
				if b, err := resp.Payload(); err == nil && len(b) > 1<<20 {
					t.Fatalf("%d bytes of payload", len(b))
				}
			}
		}
		for _, p := range places[:min(len(places), 20)] {
			again := NewReader(bytes.NewReader(file), limits)
			if err := again.SkipTo(p); err != nil {
				t.Fatal(err)
			}
			if rec, err := again.Next(); err != nil || rec.Place != p {
				t.Fatalf("from %s: %v, %v", p, rec, err)
			}
		}
	})
}

func BenchmarkReader(b *testing.B) {
	for _, single := range []bool{false, true} {
		for _, payload := range []bool{true, false} {
			b.Run(fmt.Sprintf("single=%t,payload=%t", single, payload), func(b *testing.B) {
				var file bytes.Buffer
				if _, err := io.Copy(&file, generate(8<<20, single)); err != nil {
					b.Fatal(err)
				}
				records := 0
				b.SetBytes(int64(file.Len()))
				for b.Loop() {
					r := NewReader(bytes.NewReader(file.Bytes()), Limits{})
					for {
						rec, err := r.Next()
						if err == io.EOF {
							break
						}
						records++
						if payload {
							resp, _ := rec.Response()
							_, err = resp.Payload()
						}
						if err != nil {
							b.Fatal(err)
						}
					}
				}
				b.ReportMetric(float64(records)/b.Elapsed().Seconds(), "records/s")
			})
		}
	}
}
