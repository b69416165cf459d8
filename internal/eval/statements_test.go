package eval

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readout"
)

// attributedLines is two articles of our own: in the first an attribution of speech and one of
// belief, in the second one in a place that is not to be judged.
const attributedLines = `{"id":"a","text":"Lim said talks failed.\nOde believes in peace.","attributions":[` +
	`{"type":"indirect","source":[[0,3]],"cue":[[4,8]],"content":[[9,21]]},` +
	`{"type":"indirect","source":[[23,26]],"cue":[[27,35]],"content":[[36,44]]}]}
{"id":"b","text":"Lim said no.","discard":[[0,12]],"attributions":[{"type":"direct","source":[[0,3]],"cue":[[4,8]],"content":[[9,11]]}]}
`

func writeLines(t *testing.T, data string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "marked.jsonl")
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestStatements(t *testing.T) {
	sp := func(text string, start, end int) []readout.Span {
		return []readout.Span{{Start: start, End: end, Text: text[start:end]}}
	}
	find := func(text string) []readout.Statement {
		out := []readout.Statement{{Source: sp(text, 0, 3), Cue: sp(text, 4, 8), Content: sp(text, 9, 11)}}
		if len(text) > 20 {
			out[0].Content = sp(text, 9, 21)
			out = append(out, readout.Statement{Source: sp(text, 0, 3), Cue: sp(text, 4, 8), Content: sp(text, 23, 35)})
		}
		return out
	}
	got, err := Statements(context.Background(), writeLines(t, attributedLines), find)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"source_f1", got.SourceF1, 200.0 / 3},   // one of two pieces, and no false one: the same piece twice is one
		{"content_f1", got.ContentF1, 200.0 / 4}, // one right, two found, two wanted
		{"who_what_f1", got.WhoWhatF1, 200.0 / 4},
		{"speech_precision", got.SpeechPrecision, 50},
		{"speech_recall", got.SpeechRecall, 100},
		{"direct_recall", got.DirectRecall, 0}, // the only direct one is not judged
		{"indirect_recall", got.IndirectRecall, 50},
	} {
		if math.Abs(c.got-c.want) > 0.01 {
			t.Errorf("%s = %.2f, want %.2f", c.name, c.got, c.want)
		}
	}
}

func TestStatements_badData(t *testing.T) {
	none := func(string) []readout.Statement { return nil }
	for name, data := range map[string]string{
		"not JSON":          "{",
		"place outside":     `{"text":"a","attributions":[{"content":[[0,9]]}]}`,
		"place turned over": `{"text":"abc","attributions":[{"content":[[2,1]]}]}`,
	} {
		_, err := Statements(context.Background(), writeLines(t, data), none)
		if !errors.Is(err, readout.ErrInvalid) {
			t.Errorf("%s: error %v, want one that is ErrInvalid", name, err)
		}
	}
}

func TestIsSpeech(t *testing.T) {
	for cue, want := range map[string]bool{
		"said": true, "denies": true, "Lim:": true, "'s pledge to": true, "refused": true,
		"believes": false, "is expected": false, "": false,
	} {
		if got := isSpeech([]rune(cue), [][2]int{{0, len([]rune(cue))}}); got != want {
			t.Errorf("isSpeech(%q) = %v, want %v", cue, got, want)
		}
	}
	if strings.Contains(speechVerbs, "  ") {
		t.Error("the list of verbs has an empty word")
	}
}
