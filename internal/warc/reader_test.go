package warc

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// raw is a record as it stands in a file.
func raw(kind, id, block string, fields ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:x:%s>\r\nWARC-Date: 2031-05-01T10:00:00Z\r\n", kind, id)
	for _, f := range fields {
		b.WriteString(f + "\r\n")
	}
	fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n%s\r\n\r\n", len(block), block)
	return b.String()
}

func member(parts ...string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	for _, p := range parts {
		z.Write([]byte(p))
	}
	z.Close()
	return b.String()
}

// forms are the ways in which records lie in files.
var forms = []struct {
	name string
	of   func(records []string) string
}{
	{"plain", func(r []string) string { return strings.Join(r, "") }},
	{"a member a record", func(r []string) string {
		var b strings.Builder
		for _, rec := range r {
			b.WriteString(member(rec))
		}
		return b.String()
	}},
	{"one member", func(r []string) string { return member(r...) }},
	{"members that cut through records", func(r []string) string {
		var b strings.Builder
		all := strings.Join(r, "")
		for len(all) > 0 {
			n := min(150, len(all))
			b.WriteString(member(all[:n]))
			all = all[n:]
		}
		return b.String()
	}},
}

func records() []string {
	return []string{
		raw("warcinfo", "info", "software: none\r\n"),
		raw("response", "a", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The road is open.", "WARC-Target-URI: https://korvan.example/a"),
		raw("resource", "b", strings.Repeat("Milo Darrow said no. ", 50)),
		raw("metadata", "c", ""),
		raw("response", "d", "HTTP/1.1 200 OK\r\n\r\nlast"),
	}
}

// told reads everything and returns a line for each record and each bad one.
func told(t *testing.T, r *Reader) []string {
	t.Helper()
	var out []string
	for range 10_000 {
		rec, err := r.Next()
		var b []byte
		if err == nil {
			b, err = io.ReadAll(rec)
		}
		if err == nil {
			err = rec.Finish()
		}
		var bad *BadRecord
		switch {
		case err == io.EOF:
			return out
		case errors.As(err, &bad):
			out = append(out, "bad "+bad.ID+": "+bad.Reason)
		case err != nil:
			t.Fatal(err)
		default:
			out = append(out, fmt.Sprintf("%s %s %d", rec.Type, rec.ID(), len(b)))
		}
	}
	t.Fatal("no end")
	return nil
}

// onlyReader hides that a source can seek.
type onlyReader struct{ io.Reader }

var whole = []string{"warcinfo urn:x:info 16", "response urn:x:a 64", "resource urn:x:b 1050", "metadata urn:x:c 0", "response urn:x:d 23"}

func TestReader_forms(t *testing.T) {
	for _, form := range forms {
		t.Run(form.name, func(t *testing.T) {
			file := form.of(records())
			if diff := cmp.Diff(whole, told(t, NewReader(strings.NewReader(file), Limits{}))); diff != "" {
				t.Errorf("records (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(whole, told(t, NewReader(onlyReader{strings.NewReader(file)}, Limits{}))); diff != "" {
				t.Errorf("from a stream (-want +got):\n%s", diff)
			}
		})
	}
}

// From every record's place reading goes on with that record.
func TestReader_SkipTo(t *testing.T) {
	for _, form := range forms {
		t.Run(form.name, func(t *testing.T) {
			file := form.of(records())
			r := NewReader(strings.NewReader(file), Limits{})
			for i := range whole {
				place := r.Place()
				for _, src := range []io.Reader{strings.NewReader(file), onlyReader{strings.NewReader(file)}} {
					from := NewReader(src, Limits{})
					if err := from.SkipTo(place); err != nil {
						t.Fatal(err)
					}
					if diff := cmp.Diff(whole[i:], told(t, from)); diff != "" {
						t.Errorf("from %s (-want +got):\n%s", place, diff)
					}
				}
				rec, err := r.Next()
				if err != nil || rec.Place != place || rec.Finish() != nil {
					t.Fatalf("record %d: %v at %v, want %v", i, err, rec, place)
				}
			}
			if _, err := r.Next(); err != io.EOF || r.Offset() != int64(len(file)) {
				t.Errorf("at the end %v, %d of %d bytes", err, r.Offset(), len(file))
			}
		})
	}
}

func TestReader_bad(t *testing.T) {
	good := records()
	wrongLength := func(by int) string {
		return strings.Replace(good[2], "Content-Length: 1050", fmt.Sprintf("Content-Length: %d", 1050+by), 1)
	}
	const skipped = "bad urn:x:b: "
	tests := []struct {
		name   string
		third  string
		reason string // "" where it differs between forms
	}{
		{"no Content-Length", strings.Replace(good[2], "Content-Length", "Content-Width", 1), skipped + `Content-Length "" is not a number of bytes`},
		{"a negative one", wrongLength(-2000), skipped + `Content-Length "-950" is not a number of bytes`},
		{"one that is enormous", strings.Replace(good[2], "1050", "99999999999999", 1), skipped + "a Content-Length of 99999999999999, which is more than 17179869184"},
		{"one that is too short", wrongLength(-20), skipped + "does not end where its Content-Length says"},
		{"one that is too long", wrongLength(20), ""},
		{"one that is longer than the file", wrongLength(1 << 20), ""},
		{"no type", strings.Replace(good[2], "WARC-Type", "Type", 1), skipped + "no WARC-Type"},
		{"a header without end", "WARC/1.0\r\nWARC-Record-ID: <urn:x:b>\r\n" + strings.Repeat("X: "+strings.Repeat("y", 98)+"\r\n", 700), skipped + "its header is too long"},
		{"something else", "<html>no record</html>\r\n\r\n", `bad : no record begins here, but "<html>no record</html>"`},
		{"another digest", raw("resource", "b", "changed", "WARC-Block-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), skipped + "its bytes are not those of its digest (sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA)"},
	}
	for _, tt := range tests {
		for _, form := range forms[:3] {
			t.Run(tt.name+", "+form.name, func(t *testing.T) {
				file := form.of([]string{good[0], good[1], tt.third, good[3], good[4]})
				got := told(t, NewReader(strings.NewReader(file), Limits{}))
				if form.name == "one member" && tt.reason == "" {
					// There is no way back in what was unpacked: the next record may be lost.
					if len(got) < 3 || !strings.HasPrefix(got[2], skipped) {
						t.Errorf("got %q", got)
					}
					return
				}
				want := []string{whole[0], whole[1], tt.reason, whole[3], whole[4]}
				if tt.reason == "" && len(got) > 2 && strings.HasPrefix(got[2], skipped) {
					want[2] = got[2]
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			})
		}
	}
}

// A member with damaged bytes costs its record and no other.
func TestReader_damagedMember(t *testing.T) {
	var members []string
	for _, rec := range records() {
		members = append(members, member(rec))
	}
	for at := range len(members[2]) {
		broken := []byte(members[2])
		broken[at] ^= 0xff
		file := strings.Join([]string{members[0], members[1], string(broken), members[3], members[4]}, "")
		got := told(t, NewReader(strings.NewReader(file), Limits{}))
		if len(got) == 5 && got[2] == whole[2] {
			got[2] = "bad " // such as a byte of the time in the member's header
		}
		if len(got) != 5 || !strings.HasPrefix(got[2], "bad ") || !cmp.Equal(got[:2], whole[:2]) || !cmp.Equal(got[3:], whole[3:]) {
			t.Errorf("with byte %d changed: %q", at, got)
		}
	}
}

// Wherever a file is cut off, what is whole before is read, and the rest is one bad record.
func TestReader_cutOff(t *testing.T) {
	for _, form := range forms {
		file := form.of(records())
		for n := range len(file) {
			got := told(t, NewReader(strings.NewReader(file[:n]), Limits{}))
			bad := 0
			for i, l := range got {
				if strings.HasPrefix(l, "bad ") {
					bad++
				} else if l != whole[i] {
					t.Fatalf("%s, %d bytes: %q", form.name, n, got)
				}
			}
			if bad > 1 || bad == 1 && !strings.HasPrefix(got[len(got)-1], "bad ") {
				t.Fatalf("%s, %d bytes: %q", form.name, n, got)
			}
		}
	}
}

func TestReader_sourceFails(t *testing.T) {
	broken := errors.New("disk broken")
	r := NewReader(io.MultiReader(strings.NewReader(forms[1].of(records())[:300]), errReader{broken}), Limits{})
	for range 10 {
		if _, err := r.Next(); errors.Is(err, broken) {
			if _, err := r.Next(); !errors.Is(err, broken) {
				t.Errorf("then %v", err)
			}
			return
		}
	}
	t.Error("the source's error never came")
}

type errReader struct{ err error }

func (e errReader) Read([]byte) (int, error) { return 0, e.err }

// A member that unpacks to a thousand times its size is given up, the next one is read.
func TestReader_bomb(t *testing.T) {
	bomb := member("WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 8000000000\r\n\r\n", strings.Repeat(" ", 8<<20))
	got := told(t, NewReader(strings.NewReader(bomb+member(records()[4])), Limits{}))
	if want := []string{"bad : unpacks to more than compressed text does", whole[4]}; !cmp.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

// A file made of nothing but bad records takes time in proportion to its length.
func TestReader_manyBad(t *testing.T) {
	for _, part := range []string{"WARC/1.0\r\n\r\n", "WARC/1.0\r\nWARC-Type: a\r\nContent-Length: 10000000\r\n\r\n", "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x00\x00\xff\xff\x00\x00", "\x1f\x8b\x08"} {
		in := newSlowest(strings.Repeat(part, 1<<20/len(part)))
		r := NewReader(in, Limits{})
		for {
			if _, err := r.Next(); err == io.EOF {
				break
			}
		}
		if most := int64(len(in.s))*2 + 2*spare; in.n > most {
			t.Errorf("%q: %d bytes read of a file of %d", part, in.n, len(in.s))
		}
	}
}

type slowest struct {
	*strings.Reader
	s string
	n int64
}

func newSlowest(s string) *slowest { return &slowest{Reader: strings.NewReader(s), s: s} }

func (s *slowest) Read(p []byte) (int, error) {
	n, err := s.Reader.Read(p)
	s.n += int64(n)
	return n, err
}
