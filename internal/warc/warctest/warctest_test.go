package warctest

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"readout/internal/warc"
)

func TestGenerator(t *testing.T) {
	var a, b bytes.Buffer
	if err := New(1).Write(&a, 50); err != nil {
		t.Fatal(err)
	}
	if err := New(1).Write(&b, 50); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the same seed makes other bytes")
	}
	r := warc.NewReader(&a, warc.Limits{})
	kinds := map[string]int{}
	words := 0
	for {
		rec, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		kinds[rec.Type]++
		if rec.Type == warc.ResponseType && !strings.HasSuffix(rec.Target(), ".jpg") {
			resp, err := rec.Response()
			if err != nil {
				t.Fatal(err)
			}
			page, err := resp.Payload()
			if err != nil {
				t.Fatal(err)
			}
			words += len(strings.Fields(string(page)))
		}
	}
	if kinds["response"] != 55 || kinds["request"] != 50 || words/50 < 400 || words/50 > 800 {
		t.Errorf("%v, %d words a page", kinds, words/50)
	}
}
