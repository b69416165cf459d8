package export

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/parquet-go/parquet-go"

	"readout"
	"readout/internal/link"
	"readout/internal/store"
)

func rows[R any](t *testing.T, file []byte) []R {
	t.Helper()
	got, err := parquet.Read[R](bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestParquet(t *testing.T) {
	s := fixture(t)
	file, _ := written(t, s, "parquet", Request{})
	var want []statementRow
	for _, h := range hits(t, s) {
		row, _ := statementRowOf(&h)
		want = append(want, row)
	}
	if diff := cmp.Diff(want, rows[statementRow](t, file), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("statements, -want +got:\n%s", diff)
	}
	file, _ = written(t, s, "parquet", Request{Kind: Events})
	var wantEvents []eventRow
	for _, ev := range events(t, s) {
		row, _ := eventRowOf(&ev)
		wantEvents = append(wantEvents, row)
	}
	if diff := cmp.Diff(wantEvents, rows[eventRow](t, file), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("events, -want +got:\n%s", diff)
	}
}

// The columns are typed: days are dates, also those before 1970, and what is not known is
// null.
func TestParquet_types(t *testing.T) {
	file := parquetOf(t, &store.Hit{Said: readout.Interval{Earliest: "1970-01-01", Latest: "1914-08-01"}})
	f, err := parquet.OpenFile(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"said_earliest", "published_latest"} {
		col, ok := f.Schema().Lookup(name)
		if !ok || col.Node.Type().String() != "DATE" || !col.Node.Optional() {
			t.Errorf("column %s is %v", name, col.Node)
		}
	}
	row := rows[statementRow](t, file)[0]
	if row.SaidEarliest == nil || *row.SaidEarliest != 0 || row.SaidLatest == nil || *row.SaidLatest != -20242 || row.PublishedLatest != nil {
		t.Errorf("days %v, %v, %v", row.SaidEarliest, row.SaidLatest, row.PublishedLatest)
	}
}

// Row groups end before they grow large, whatever the length of the texts.
func TestParquet_groups(t *testing.T) {
	h := store.Hit{Sentence: readout.Span{Text: string(bytes.Repeat([]byte("word "), 1<<20))}}
	file := parquetOf(t, &h, &h, &h, &h, &h, &h, &h, &h, &h, &h, &h, &h, &h)
	f, err := parquet.OpenFile(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(f.RowGroups()); n != 2 || f.NumRows() != 13 {
		t.Errorf("%d rows in %d groups, want 13 in 2", f.NumRows(), n)
	}
}

func parquetOf(t *testing.T, list ...*store.Hit) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := columnar(statementRowOf)(&out, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range list {
		if err := w.write(h); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestQuadCode(t *testing.T) {
	row, _ := eventRowOf(&link.Event{Class: "SANCTION"})
	if row.QuadCode == nil || *row.QuadCode != 4 || quadCode("SANCTION") != "4" || quadCode("") != "" {
		t.Errorf("quad codes %v, %q, %q", row.QuadCode, quadCode("SANCTION"), quadCode(""))
	}
}
