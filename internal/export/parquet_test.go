package export

import (
	"bytes"
	"errors"
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
	var out bytes.Buffer
	w := begun(t, &out)
	if err := errors.Join(w.write(&store.Hit{Said: readout.Interval{Earliest: "1970-01-01", Latest: "1914-08-01"}}), w.close()); err != nil {
		t.Fatal(err)
	}
	file := out.Bytes()
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
	var out bytes.Buffer
	w := begun(t, &out)
	w.most = 1 << 16
	long := store.Hit{Sentence: readout.Span{Text: string(bytes.Repeat([]byte("word "), 1<<12))}}
	for range 13 {
		if err := w.write(&long); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.close(); err != nil {
		t.Fatal(err)
	}
	f, err := parquet.OpenFile(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(f.RowGroups()); n != 4 || f.NumRows() != 13 {
		t.Errorf("%d rows in %d groups, want 13 in 4", f.NumRows(), n)
	}
}

func begun(t *testing.T, out *bytes.Buffer) *parquetWriter[store.Hit, statementRow] {
	t.Helper()
	w, err := columnar(statementRowOf)(out, nil)
	if err != nil {
		t.Fatal(err)
	}
	return w.(*parquetWriter[store.Hit, statementRow])
}

func TestQuadCode(t *testing.T) {
	row, _ := eventRowOf(&link.Event{Class: "SANCTION"})
	if row.QuadCode == nil || *row.QuadCode != 4 || quadCode("SANCTION") != "4" || quadCode("") != "" {
		t.Errorf("quad codes %v, %q, %q", row.QuadCode, quadCode("SANCTION"), quadCode(""))
	}
}
