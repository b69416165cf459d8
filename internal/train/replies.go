package train

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"readout"
	"readout/internal/eval"
	"readout/internal/reply"
)

// Bounds of what is read as an answer from a corpus of attributions.
const (
	maxAnswer = 200 // bytes of its content
	everyNth  = 3   // one of so many is read
	doubtful  = 0.8 // chance of being none, by what our own examples teach, from which it is left out
)

// Replies returns the weights that our own examples of replies teach: those in the file
// examples, the statements of the marked pages in the folders gold, and, as answers, what is
// attributed in the texts of the file attributions, gzipped lines of JSON: few of these
// are none, and those that seem so are left out.
func Replies(examples, attributions string, gold []string, seed uint64) ([]byte, error) {
	f, err := os.Open(examples)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	own, err := reply.Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", examples, err)
	}
	for _, dir := range gold {
		list, err := marked(dir)
		if err != nil {
			return nil, err
		}
		own = append(own, list...)
	}
	first, err := reply.Load(reply.Learn(own, seed))
	if err != nil {
		return nil, err
	}
	said, err := contents(attributions)
	if err != nil {
		return nil, err
	}
	all := own
	for i, s := range said {
		if i%everyNth != 0 {
			continue
		}
		if p, _ := first.Evades(s, false); p < doubtful {
			all = append(all, reply.Example{Sentence: s, Class: reply.Classes[0]})
		}
	}
	return reply.Learn(all, seed), nil
}

// marked reads the statements of marked pages as examples: of refusals those in the words of
// a reply.
func marked(dir string) ([]reply.Example, error) {
	files, err := filepath.Glob(filepath.Join(dir, "expected", "*.txt"))
	if err != nil {
		return nil, err
	}
	var out []reply.Example
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		page, err := eval.ParseExpected(string(data))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for _, s := range page.Statements {
			class := reply.Classes[0]
			switch {
			case s.Optional || s.Kind == readout.Question || len(s.Content) == 0:
				continue
			case s.Kind == readout.Refusal && !replies(s.Cue):
				continue
			case s.Kind == readout.Refusal:
				class = s.Refusal
			}
			out = append(out, reply.Example{Sentence: reply.First(s.Content[0]), Class: class, Asked: s.Answers != ""})
		}
	}
	return out, nil
}

// replies reports whether a cue is one of a reply in somebody's words, and no "declined".
func replies(cue []string) bool {
	if len(cue) == 0 {
		return true
	}
	switch strings.TrimSuffix(cue[0], ":") {
	case "", "said", "says", "replied", "answered", "told", "added", "wrote", "noted", "admitted":
		return true
	}
	return false
}

// contents reads the short contents of attributions.
func contents(name string) ([]string, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 64<<20)
	var out []string
	for n := 1; lines.Scan(); n++ {
		var a attributed
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		runes := []rune(a.Text)
		for _, x := range a.Attributions {
			if len(x.Content) == 0 {
				continue
			}
			if s := string(runes[x.Content[0][0]:x.Content[0][1]]); len(s) <= maxAnswer {
				out = append(out, s)
			}
		}
	}
	return out, lines.Err()
}
