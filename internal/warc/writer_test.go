package warc

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func write(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	w := NewWriter(&out)
	fail := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	fail(w.Info(time.Date(2031, 5, 2, 0, 0, 0, 0, time.UTC), Fields{{"software", "readout\r\nevil: yes"}}))
	id, err := w.Resource(Draft{Target: "https://korvan.example/a", Date: "2031-05-01", ContentType: "text/html", Block: []byte("<p>One.")})
	fail(err)
	_, err = w.Metadata(Draft{Target: "https://korvan.example/a", Date: "2031-05-01", About: id, ContentType: "application/warc-fields", Block: []byte("page: x\r\n")})
	fail(err)
	_, err = w.Resource(Draft{Target: "https://ostia.example/a", Date: "2031-05-03", ContentType: "text/html", Fields: Fields{{"X-A", "b"}}, Block: []byte("<p>One.")})
	fail(err)
	return out.Bytes()
}

func TestWriter(t *testing.T) {
	file := write(t)
	if !bytes.Equal(file, write(t)) {
		t.Error("the same records make another file")
	}
	r := NewReader(bytes.NewReader(file), Limits{})
	type seen struct {
		Type, Target, Date, Payload, Block string
		About                              bool
	}
	var got []seen
	ids := map[string]bool{}
	var fields Fields
	for {
		rec, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(rec)
		if err = errors.Join(err, rec.Finish()); err != nil { // the digest is right, too
			t.Fatal(err)
		}
		got = append(got, seen{rec.Type, rec.Target(), rec.Date(), rec.PayloadDigest(), string(b), ids[bare(rec.Fields.Get(fieldRefersTo))]})
		ids[rec.ID()] = true
		fields = rec.Fields
	}
	payload := digestName(digestOf([]byte("<p>One.")))
	want := []seen{
		{"warcinfo", "", "2031-05-02T00:00:00Z", "", "software: readout evil: yes\r\n", false},
		{"resource", "https://korvan.example/a", "2031-05-01", payload, "<p>One.", false},
		{"metadata", "https://korvan.example/a", "2031-05-01", "", "page: x\r\n", true},
		{"revisit", "https://ostia.example/a", "2031-05-03", payload, "", true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !strings.HasSuffix(fields.Get("warc-profile"), "identical-payload-digest") || fields.Get("WARC-Refers-To-Target-URI") != "https://korvan.example/a" || fields.Get("X-A") != "b" {
		t.Errorf("fields of the revisit: %v", fields)
	}
	if len(ids) != 4 {
		t.Errorf("ids %v, want one for each record", ids)
	}
}

func TestDigestName(t *testing.T) {
	const b32 = "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"
	for in, want := range map[string]string{
		b32: b32, "SHA-1:3i42h3s6nnfq2msvx7xzkyayscx5qbyj": b32, "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709": b32,
		"": "", "sha1": "", "crc32:ABC": "crc32:ABC", "sha1:short": "sha1:short",
	} {
		if got := digestName(in); got != want {
			t.Errorf("digestName(%q) = %q, want %q", in, got, want)
		}
	}
}
