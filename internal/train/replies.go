package train

import (
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
	minAnswer = 4   // words
	everyNth  = 3   // one of so many is read
	likeOne   = 0.2 // chance of being none, by what our own examples teach, from which all are read
)

// Replies returns the weights that our own examples of replies teach: those in the file
// examples, the statements of the marked pages in the folders gold, and, as answers, what is
// attributed in the texts of the file attributions, gzipped lines of JSON, but for those
// named in the file withheld. In news few are none, and of those that sound so most are
// answers: these are learnt from most.
func Replies(examples, attributions, withheld string, gold []string, seed uint64) ([]byte, error) {
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
	said, err := contents(attributions, withheld)
	if err != nil {
		return nil, err
	}
	all := own
	for i, s := range said {
		answer := reply.Example{Sentence: reply.First(s), Class: reply.Classes[0]}
		if p, _ := first.Evades(answer.Sentence, false); i%everyNth == 0 || p >= likeOne {
			all = append(all, answer)
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

// contents reads the short contents of attributions, but for those that give no answer and for
// infinitives.
func contents(name, withheld string) ([]string, error) {
	data, err := os.ReadFile(withheld)
	if err != nil {
		return nil, err
	}
	none := make(map[string]bool)
	for line := range strings.Lines(string(data)) {
		none[strings.TrimSpace(line)] = true
	}
	var out []string
	for a, err := range articles(name) {
		if err != nil {
			return nil, err
		}
		runes := []rune(a.Text)
		for _, x := range a.Attributions {
			if len(x.Content) == 0 || none[fmt.Sprintf("%s\t%d", a.ID, x.Content[0][0])] {
				continue
			}
			s := string(runes[x.Content[0][0]:x.Content[0][1]])
			if len(s) <= maxAnswer && len(strings.Fields(s)) >= minAnswer && !strings.HasPrefix(s, "to ") {
				out = append(out, s)
			}
		}
	}
	return out, nil
}
