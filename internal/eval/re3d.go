package eval

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
	"readout/text"
)

// The set re3d marks whole phrases ("the Australian Government", "Iraqi President Ana
// Lim"), common nouns and pronouns too, and takes a state that acts for an organisation.
// What is scored of it are persons and organisations, with a confidence of at least 0.5,
// that have a capital when articles and pronouns are left aside.

type re3dDocument struct {
	ID   string `json:"_id"`
	Text string `json:"text"`
}

type re3dEntity struct {
	Document   string  `json:"documentId"`
	Begin      int     `json:"begin"` // code points
	End        int     `json:"end"`
	Type       string  `json:"type"`
	Confidence float64 `json:"confidence"`
}

// re3dPaths returns the files of documents and entities where path is re3d, its folder or
// one of the two.
func re3dFiles(path string) (files [2]string, ok bool) {
	dir, base := filepath.Split(path)
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		dir, base = path, ""
		for _, end := range []string{".jsonl.gz", ".jsonl"} {
			if _, err := os.Stat(filepath.Join(path, "documents"+end)); err == nil {
				base = "documents" + end
			}
		}
	}
	for _, name := range []string{"documents", "entities"} {
		if end, found := strings.CutPrefix(base, name); found && strings.HasPrefix(end, ".json") {
			return [2]string{filepath.Join(dir, "documents"+end), filepath.Join(dir, "entities"+end)}, true
		}
	}
	return files, false
}

func readLines[T any](path string) ([]T, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var in io.Reader = bytes.NewReader(raw)
	if bytes.HasPrefix(raw, []byte("\x1f\x8b")) {
		if in, err = gzip.NewReader(in); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	var out []T
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxAttributedLine)
	for n := 1; lines.Scan(); n++ {
		var v T
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			return nil, fmt.Errorf("%s:%d: %w: %w", path, n, readout.ErrInvalid, err)
		}
		out = append(out, v)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return out, nil
}

// keptOut reports whether training leaves a document of re3d out, by its place in the
// order of identifiers.
func keptOut(place int) bool { return place%4 == 3 }

func scoreRe3d(ctx context.Context, files [2]string, system NameSystem) (NameScores, error) {
	docs, err := readLines[re3dDocument](files[0])
	if err != nil {
		return NameScores{}, err
	}
	entities, err := readLines[re3dEntity](files[1])
	if err != nil {
		return NameScores{}, err
	}
	slices.SortFunc(docs, func(a, b re3dDocument) int { return cmp.Compare(a.ID, b.ID) })
	of := make(map[string][]re3dEntity)
	for _, e := range entities {
		of[e.Document] = append(of[e.Document], e)
	}
	var sum nameSum
	for i, doc := range docs {
		if err := ctx.Err(); err != nil {
			return NameScores{}, err
		}
		if system.KeptOut && !keptOut(i) {
			continue
		}
		d := system.Annotate(doc.Text)
		gold := re3dNames(d, of[doc.ID])
		if system.Diff != nil {
			diffNames(d, gold, system.Diff)
		}
		sum.add(gold, d.Names)
	}
	return sum.scores(text.Person, text.Organisation), nil
}

// re3dNames returns the names that count, by the words of d that they touch.
func re3dNames(d *text.Document, entities []re3dEntity) []text.Name {
	offset := make([]int, 0, len(d.Text)+1) // byte of each code point
	for i := range d.Text {
		offset = append(offset, i)
	}
	offset = append(offset, len(d.Text))
	var out []text.Name
	for _, e := range entities {
		kind := nameTypes[strings.ToLower(e.Type)]
		if kind == "" || e.Confidence < 0.5 || e.Begin < 0 || e.Begin > e.End || e.End >= len(offset) {
			continue
		}
		if n, ok := nameIn(d, offset[e.Begin], offset[e.End]); ok {
			n.Type = kind
			out = append(out, n)
		}
	}
	return out
}

// nameIn returns the words of a phrase without what stands before its first capital that
// is no article or pronoun.
func nameIn(d *text.Document, start, end int) (text.Name, bool) {
	n := text.Name{First: len(d.Words)}
	for i, w := range d.Words {
		if w.Start >= start && w.End <= end {
			n.First, n.Last = min(n.First, i), i+1
		}
	}
	for n.First < n.Last && slices.Contains(functionWords, strings.ToLower(d.Words[n.First].Form)) {
		n.First++
	}
	for n.First < n.Last && slices.Contains([]string{"'s", "’s", "'", "’", "."}, d.Words[n.Last-1].Form) {
		n.Last--
	}
	for i := n.First; i < n.Last; i++ {
		if r, _ := utf8.DecodeRuneInString(d.Words[i].Form); unicode.IsUpper(r) {
			return n, true
		}
	}
	return n, false
}

// functionWords are those that a phrase begins with and a name does not.
var functionWords = []string{"the", "a", "an", "this", "that", "these", "those", "our", "their", "its", "his", "her", "my", "your",
	"i", "we", "you", "he", "she", "it", "they", "us", "them", "him", "me", "who", "some", "all", "both"}
