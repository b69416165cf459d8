package correct_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
	"readout/internal/correct"
)

// A log that was written comes back whole, the first entry first.
func TestWriteLog(t *testing.T) {
	at := readout.Interval{Earliest: "2024-03-03", Latest: "2024-03-04"}
	log := []correct.Correction{
		{N: 2, At: "2024-04-02T08:00:00Z", Who: "ana", Kind: correct.Undo, Undoes: 1},
		{N: 1, At: "2024-04-01T08:00:00Z", Who: "<b>", Kind: correct.Date, Page: "sha256:00", New: correct.Value{Date: &at}, Why: "the \"rail\"\nis older", Undone: 2},
	}
	var out bytes.Buffer
	if err := correct.WriteLog(&out, log); err != nil {
		t.Fatal(err)
	}
	var got []correct.Correction
	for lines := json.NewDecoder(&out); lines.More(); {
		var c correct.Correction
		if err := lines.Decode(&c); err != nil {
			t.Fatal(err)
		}
		got = append([]correct.Correction{c}, got...)
	}
	if diff := cmp.Diff(log, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
