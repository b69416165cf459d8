package export

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"readout"
	"readout/internal/query"
	"readout/internal/store"
)

// Every format has what a search counts, or says how much it leaves out.
func TestFormat_Write(t *testing.T) {
	s := fixture(t)
	for _, text := range []string{"", "speaker:lim", "kind:direct date:2023-04..2023-05", "event:e1", "nothing"} {
		q, err := query.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		tally, err := s.Count(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range Of(Statements) {
			if _, n := written(t, s, name, Request{Query: q}); n.Written+n.LeftOut != tally.Found {
				t.Errorf("%s of %q: %d written and %d left out, want %d together", name, text, n.Written, n.LeftOut, tally.Found)
			}
		}
	}
	for _, q := range []store.EventQuery{{}, {Kind: "talks"}, {Actor: "VES", From: "2023-06-01"}} {
		want, err := s.Events(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range Of(Events) {
			if _, n := written(t, s, name, Request{Kind: Events, Events: q}); n.Written+n.LeftOut != len(want) {
				t.Errorf("events as %s: %d written and %d left out, want %d together", name, n.Written, n.LeftOut, len(want))
			}
		}
	}
	if out, n := written(t, s, "jsonl", Request{Kind: Records}); n.Written != 4 || strings.Count(string(out), "\n") != 4 {
		t.Errorf("%d records in %d lines, want 4", n.Written, strings.Count(string(out), "\n"))
	}
}

// The registry says what a command and a web page have to know.
func TestFormats(t *testing.T) {
	seen := make(map[string]bool)
	for _, f := range Formats() {
		if f.Title == "" || f.MediaType == "" || !strings.HasPrefix(f.Extension, ".") || len(f.Kinds()) == 0 || seen[f.Name] {
			t.Errorf("format %+v", f)
		}
		seen[f.Name] = true
	}
	if _, err := Find("xml"); !errors.Is(err, readout.ErrNotFound) || !strings.Contains(err.Error(), "parquet") {
		t.Errorf("an unknown format: %v", err)
	}
	ics, err := Find("ics")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ics.Write(t.Context(), fixture(t), Request{}, io.Discard); !errors.Is(err, readout.ErrInvalid) {
		t.Errorf("statements as a calendar: %v", err)
	}
}

// A document that could not be written whole has no end.
func TestFormat_Write_fails(t *testing.T) {
	s := fixture(t)
	for _, f := range Formats() {
		for _, kind := range f.Kinds() {
			full := errors.New("disk full")
			if _, err := f.Write(t.Context(), s, Request{Kind: kind, Now: time.Now()}, writerFunc(func([]byte) (int, error) { return 0, full })); !errors.Is(err, full) {
				t.Errorf("%s of %s into a full disk: %v", f.Name, kind, err)
			}
		}
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(b []byte) (int, error) { return f(b) }
