package eval

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readout/text"
)

const re3dDocuments = `{"_id": "a", "text": "Minister Ana Lim met the Red Council. Ruvia agreed. We left."}
`

const re3dEntities = `{"begin": 0, "end": 16, "type": "Person", "value": "Minister Ana Lim", "documentId": "a", "confidence": 1}
{"begin": 21, "end": 36, "type": "Organisation", "value": "the Red Council", "documentId": "a", "confidence": 0.9}
{"begin": 38, "end": 43, "type": "Organisation", "value": "Ruvia", "documentId": "a", "confidence": 1}
{"begin": 0, "end": 8, "type": "Organisation", "value": "Minister", "documentId": "a", "confidence": 0.2}
{"begin": 52, "end": 54, "type": "Organisation", "value": "We", "documentId": "a", "confidence": 1}
{"begin": 5, "end": 7, "type": "Location", "value": "Ruvia", "documentId": "b", "confidence": 1}
`

func TestRe3d(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string]string{"documents.jsonl": re3dDocuments, "entities.jsonl": re3dEntities} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	// Words: Minister Ana Lim met the Red Council . Ruvia agreed . We left .
	tests := []struct {
		name      string
		found     []text.Name
		f1, exact float64
	}{
		{"nothing", nil, 0, 0},
		{"names in phrases, a state as a place", []text.Name{nm(1, 3, text.Person), nm(5, 7, text.Organisation), nm(8, 9, text.Place)}, 100, 40},
		{"one missed, one wrong", []text.Name{nm(1, 3, text.Person), nm(8, 9, text.Place), nm(11, 12, text.Person)}, 4. / 7 * 100, 0},
	}
	for _, tt := range tests {
		system := NameSystem{Annotate: func(s string) *text.Document {
			d := text.Annotate(nil, s)
			d.Names = tt.found
			return d
		}}
		for _, path := range []string{dir, filepath.Join(dir, "documents.jsonl"), filepath.Join(dir, "entities.jsonl")} {
			if !IsRe3d(path) {
				t.Errorf("%s is not taken for re3d", path)
			}
			got, err := Re3d(context.Background(), path, system)
			if err != nil {
				t.Fatal(err)
			}
			if got.Names != 3 || got.F1 < tt.f1-0.1 || got.F1 > tt.f1+0.1 || got.ExactF1 < tt.exact-0.1 || got.ExactF1 > tt.exact+0.1 {
				t.Errorf("%s: %+v, want f1 %.1f, exact %.1f", tt.name, got, tt.f1, tt.exact)
			}
		}
	}
	if IsRe3d(filepath.Join(dir, "train.txt")) || IsRe3d(dir+"/nowhere") {
		t.Error("other files are taken for re3d")
	}
}

func TestNames_file(t *testing.T) {
	file := filepath.Join(t.TempDir(), "names.txt")
	if err := os.WriteFile(file, []byte("Ana B-PER\nleft O\n\nRuvia B-LOC\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var lines []string
	documents := 0
	got, err := Names(context.Background(), file, NameSystem{Diff: func(s string) { lines = append(lines, s) }, Fill: func(d *text.Document) {
		documents++
		d.Names = []text.Name{nm(0, 1, text.Person)}
	}})
	if err != nil {
		t.Fatal(err)
	}
	if got.Names != 2 || got.F1 != 50 || documents != 2 {
		t.Errorf("%+v over %d documents, want f1 50 over 2", got, documents)
	}
	want := "missed LOC [Ruvia]: Ruvia; added PER [Ruvia]: Ruvia"
	if s := strings.Join(lines, "; "); s != want {
		t.Errorf("differences %q, want %q", s, want)
	}
}
