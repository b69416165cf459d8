package train

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"
	"sort"

	"readout/internal/attribution"
	"readout/text"
)

// attributed is one text with marked attributions. Places are half-open and count code
// points.
type attributed struct {
	ID           string   `json:"id"`
	Text         string   `json:"text"`
	Discard      [][2]int `json:"discard"`
	Attributions []struct {
		Source  [][2]int `json:"source"`
		Cue     [][2]int `json:"cue"`
		Content [][2]int `json:"content"`
	} `json:"attributions"`
}

// articles reads texts with marked attributions, a line of JSON each, compressed with gzip. It
// ends with the first error.
func articles(name string) iter.Seq2[*attributed, error] {
	return func(yield func(*attributed, error) bool) {
		f, err := os.Open(name)
		if err != nil {
			yield(nil, err)
			return
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			yield(nil, fmt.Errorf("%s: %w", name, err))
			return
		}
		lines := bufio.NewScanner(z)
		lines.Buffer(nil, 64<<20)
		for n := 1; lines.Scan(); n++ {
			var a attributed
			if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
				yield(nil, fmt.Errorf("%s:%d: %w", name, n, err))
				return
			}
			if !yield(&a, nil) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield(nil, fmt.Errorf("%s: %w", name, err))
		}
	}
}

// ReadAttributions reads texts with marked attributions, as articles does, and annotates them.
// Nested says whether attributions inside of others are marked.
func ReadAttributions(name string, m *text.Model, nested bool) ([]attribution.Example, error) {
	var out []attribution.Example
	for a, err := range articles(name) {
		if err != nil {
			return nil, err
		}
		e := a.example(text.Annotate(m, a.Text))
		e.Nested = nested
		if nested {
			for i := range e.Gold {
				e.Gold[i].Cue = wholeVerb(e.Document, e.Gold[i].Cue)
			}
		}
		out = append(out, e)
	}
	return out, nil
}

// example turns places into words.
func (a *attributed) example(d *text.Document) attribution.Example {
	e := attribution.Example{Document: d}
	at := make([]int, 0, len(a.Text)+1) // byte of each code point
	for i := range a.Text {
		at = append(at, i)
	}
	at = append(at, len(a.Text))
	spans := func(places [][2]int) (out []attribution.Span) {
		for _, p := range places {
			if s := wordsOf(d, at[p[0]], at[p[1]]); s.First < s.Last {
				out = append(out, s)
			}
		}
		return out
	}
	e.Skip = spans(a.Discard)
	for _, x := range a.Attributions {
		g := attribution.Attribution{Content: spans(x.Content)}
		if s := spans(x.Source); len(s) > 0 {
			g.Source = longest(s)
		}
		if s := spans(x.Cue); len(s) > 0 {
			g.Cue = longest(s)
		}
		if len(g.Content) > 0 {
			e.Gold = append(e.Gold, g)
		}
	}
	return e
}

// wordsOf returns the words that the bytes [start, end) touch.
func wordsOf(d *text.Document, start, end int) attribution.Span {
	first := sort.Search(len(d.Words), func(i int) bool { return d.Words[i].End > start })
	last := sort.Search(len(d.Words), func(i int) bool { return d.Words[i].Start >= end })
	return attribution.Span{First: first, Last: max(first, last)}
}

// wholeVerb adds to a cue the auxiliaries and adverbs that stand right before it and hang
// on it: GUM marks "said" where PolNeAR marks "has also said".
func wholeVerb(d *text.Document, cue attribution.Span) attribution.Span {
	for cue.First < cue.Last && cue.First > 0 {
		w := &d.Words[cue.First-1]
		if rel := w.Rel(); w.Head < cue.First || w.Head >= cue.Last || rel != "aux" && rel != "advmod" && rel != "cop" {
			break
		}
		cue.First--
	}
	return cue
}

func longest(spans []attribution.Span) attribution.Span {
	best := spans[0]
	for _, s := range spans[1:] {
		if s.Last-s.First > best.Last-best.First {
			best = s
		}
	}
	return best
}

// AttributionCorpus names the files to learn attributions from.
type AttributionCorpus struct {
	PolNeAR string // "" for a model of free data alone
	GUM     string
}

// gumTimes is how often GUM's few documents are taken beside PolNeAR's.
const gumTimes = 2

// Attributions learns a finder of attributions.
func Attributions(c AttributionCorpus, o attribution.Options, m *text.Model, log io.Writer) (*attribution.Model, error) {
	var examples []attribution.Example
	times := 1
	if c.PolNeAR != "" {
		var err error
		if examples, err = ReadAttributions(c.PolNeAR, m, false); err != nil {
			return nil, err
		}
		times = gumTimes
	}
	gum, err := ReadAttributions(c.GUM, m, true)
	if err != nil {
		return nil, err
	}
	for range times {
		examples = append(examples, gum...)
	}
	return attribution.Learn(o, examples, m, log), nil
}
