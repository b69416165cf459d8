package warc

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"readout"

	"github.com/google/go-cmp/cmp"
)

// The slices of a file, read one by one, give its records, each once.
func TestCut(t *testing.T) {
	broken := records()
	broken[1] = strings.Replace(broken[1], "Content-Length", "Length", 1)
	for _, of := range [][]string{records(), broken} {
		for _, form := range forms {
			for n := 1; n <= 6; n++ {
				t.Run(fmt.Sprintf("%s, %d", form.name, n), func(t *testing.T) {
					file := form.of(of)
					want := told(t, NewReader(strings.NewReader(file), Limits{}))
					var got []string
					for s, err := range Cut(strings.NewReader(file), n, Limits{}) {
						if err != nil {
							t.Fatal(err)
						}
						before := len(got)
						for rec, err := range s.Read(strings.NewReader(file), Limits{}) {
							got = append(got, line(t, rec, err))
						}
						if s.Records != len(got)-before || s.Records > n {
							t.Errorf("%d records in a slice %+v", len(got)-before, s)
						}
					}
					if diff := cmp.Diff(want, got); diff != "" {
						t.Errorf("(-want +got):\n%s", diff)
					}
				})
			}
		}
	}
}

func line(t *testing.T, rec *Record, err error) string {
	t.Helper()
	var bad *BadRecord
	if errors.As(err, &bad) {
		return "bad " + bad.ID + ": " + bad.Reason
	}
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%s %s %d", rec.Type, rec.ID(), rec.Length)
}

func TestCut_nothing(t *testing.T) {
	for s, err := range Cut(strings.NewReader(""), 10, Limits{}) {
		t.Errorf("a slice of an empty file: %+v, %v", s, err)
	}
	for _, err := range Cut(strings.NewReader(""), 0, Limits{}) {
		if !errors.Is(err, readout.ErrInvalid) {
			t.Errorf("slices of nothing: %v", err)
		}
	}
}
