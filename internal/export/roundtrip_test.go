package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"readout"
	"readout/internal/link"
	"readout/internal/store"
)

// A table that is read back has all columns and cells of what was written.
func TestCSV(t *testing.T) {
	s := fixture(t)
	file, _ := written(t, s, "csv", Request{})
	if diff := cmp.Diff(cells(statementColumns(), hits(t, s)), readCSV(t, file)); diff != "" {
		t.Errorf("statements, -want +got:\n%s", diff)
	}
	file, _ = written(t, s, "csv", Request{Kind: Events})
	if diff := cmp.Diff(cells(eventColumns(), events(t, s)), readCSV(t, file)); diff != "" {
		t.Errorf("events, -want +got:\n%s", diff)
	}
}

// cells are the rows that a table should have, the head first.
func cells[T any](columns []column[T], things []T) [][]string {
	rows := make([][]string, len(things)+1)
	for _, c := range columns {
		rows[0] = append(rows[0], c.name)
		for i := range things {
			rows[i+1] = append(rows[i+1], harmless(c.cell(&things[i])))
		}
	}
	return rows
}

func readCSV(t *testing.T, file []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// Lines that are read back are what was written; a hit's number in the record stays at home.
func TestJSONLines(t *testing.T) {
	s := fixture(t)
	file, _ := written(t, s, "jsonl", Request{})
	same(t, "statements", hits(t, s), lines[store.Hit](t, file))
	file, _ = written(t, s, "jsonl", Request{Kind: Events})
	same(t, "events", events(t, s), lines[link.Event](t, file))
	file, _ = written(t, s, "jsonl", Request{Kind: Records})
	got := lines[readout.Record](t, file)
	var want []readout.Record
	for i := range got {
		rec, err := s.Record(t.Context(), got[i].Page.ID)
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, rec)
	}
	same(t, "records", want, got)
}

func same[T any](t *testing.T, what string, want, got []T) {
	t.Helper()
	if len(want) == 0 {
		t.Errorf("no %s", what)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty(), cmpopts.IgnoreFields(store.Hit{}, "Number")); diff != "" {
		t.Errorf("%s, -want +got:\n%s", what, diff)
	}
}

func lines[T any](t *testing.T, file []byte) []T {
	t.Helper()
	var all []T
	for in := json.NewDecoder(bytes.NewReader(file)); in.More(); {
		var v T
		if err := in.Decode(&v); err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
	}
	return all
}
