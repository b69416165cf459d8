package export

import (
	"bytes"
	"encoding/csv"
	"errors"
	"testing"

	"readout"
	"readout/internal/store"
)

func TestHarmless(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""}, {"no", "no"}, {"=1+1", "'=1+1"}, {"+1", "'+1"}, {"-1", "'-1"}, {"@A1", "'@A1"}, {"\t=1", "'\t=1"}, {"＝1", "'＝1"},
		{"a\x1b[2Jb", "a[2Jb"}, {"“no”", "“no”"}, {"a=b", "a=b"},
	}
	for _, tt := range tests {
		if got := harmless(tt.in); got != tt.want {
			t.Errorf("harmless(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestTable(t *testing.T) {
	var out bytes.Buffer
	w, err := table(statementColumns())(&out, nil)
	if err != nil {
		t.Fatal(err)
	}
	hit := store.Hit{Statement: readout.Statement{ID: "s1", Kind: readout.Direct, Confidence: 0.5, Chain: readout.List[readout.Party]{{Name: "press service"}, {Name: "VESTA"}},
		Content: readout.List[readout.Span]{{Start: 0, End: 4, Text: "“no”"}, {Start: 10, End: 15, Text: "-\"\n,x"}}}}
	if err := errors.Join(w.write(&hit), w.close()); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows, %v; want 2", len(rows), err)
	}
	want := map[string]string{"statement_id": "s1", "kind": "direct", "content": "“no” … -\"\n,x", "content_start": "0;10", "content_end": "4;15",
		"chain": "press service ← VESTA", "confidence": "0.5", "speaker_name": "", "url": ""}
	for i, name := range rows[0] {
		if w, ok := want[name]; ok && rows[1][i] != w {
			t.Errorf("%s: %q, want %q", name, rows[1][i], w)
		}
		delete(want, name)
	}
	if len(want) > 0 {
		t.Errorf("no columns %v", want)
	}
}
