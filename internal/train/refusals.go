package train

import (
	"cmp"
	"fmt"
	"os"
	"slices"

	"readout"
	"readout/internal/eval"
	"readout/internal/pipeline"
	"readout/internal/refusal"
	"readout/statement"
	"readout/text"
)

// likeRefusal is the chance of telling of a refusal, by what our own sentences teach, from which
// a clause of the news is learnt from.
const likeRefusal = 0.05

// Refusals returns the weights that clauses teach which tell of refusals: those of our own
// sentences in some files, and of the marked pages in folders; and, as ones that tell of none,
// those of the news in the file attributions that sound as if they did. In news hardly any
// does but where the predicate is a word of answering: these are left out.
func Refusals(files, gold []string, attributions string, reader *pipeline.Reader, seed uint64) ([]byte, error) {
	var all []refusal.Example
	for _, name := range files {
		list, err := ToldSentences(name)
		if err != nil {
			return nil, err
		}
		all = append(all, ToldExamples(list, reader)...)
	}
	for _, dir := range gold {
		list, err := PageRefusals(dir, reader)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	first, err := refusal.Load(refusal.Learn(all, seed))
	if err != nil {
		return nil, err
	}
	for a, err := range articles(attributions) {
		if err != nil {
			return nil, err
		}
		d := text.Annotate(reader.Model, statement.Bounded(a.Text))
		for i := range d.Sentences {
			for _, c := range refusal.Clauses(d, i, func(word int) bool { return refusal.Withholds(d, word) }) {
				if p, _ := first.Tells(&c); p >= likeRefusal {
					all = append(all, refusal.Example{Features: c.Features})
				}
			}
		}
	}
	return refusal.Learn(all, seed), nil
}

// ToldSentences reads a file as [refusal.Read] has it.
func ToldSentences(name string) ([]refusal.Sentence, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	list, err := refusal.Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return list, nil
}

// ToldExamples returns the clauses of sentences as examples: those that have their predicate
// among the telling words tell of a refusal.
func ToldExamples(list []refusal.Sentence, reader *pipeline.Reader) []refusal.Example {
	var out []refusal.Example
	for i := range list {
		s := &list[i]
		d := text.Annotate(reader.Model, s.Text)
		out = append(out, examplesOf(d, s.Cue, nil, nil)...)
	}
	return out
}

// examplesOf returns the clauses of a document: those that have their predicate in one of
// the spans tells, in bytes, tell of a refusal, of the class of the span. Those in one of
// the spans aside are left out.
func examplesOf(d *text.Document, tells [][2]int, classes []string, aside [][2]int) []refusal.Example {
	var out []refusal.Example
	in := func(spans [][2]int, at int) int {
		return slices.IndexFunc(spans, func(s [2]int) bool { return s[0] <= at && at < s[1] })
	}
	taken := map[int]bool{} // one clause tells in each span
	for i := range d.Sentences {
		list := refusal.Clauses(d, i, func(int) bool { return false })
		slices.SortStableFunc(list, func(x, y refusal.Clause) int { return cmp.Compare(depth(d, x.Head), depth(d, y.Head)) })
		for _, c := range list {
			at := d.Words[c.Head].Start
			k := in(tells, at)
			switch {
			case k >= 0 && !taken[k]:
				taken[k] = true
				x := refusal.Example{Features: c.Features, Tells: true}
				if classes != nil {
					x.Class = classes[k]
				}
				out = append(out, x)
			case k < 0 && in(aside, at) < 0:
				out = append(out, refusal.Example{Features: c.Features})
			}
		}
	}
	return out
}

// depth returns how many words a word hangs below.
func depth(d *text.Document, i int) int {
	n := 0
	for ; d.Words[i].Head != text.NoHead && n < 100; n++ {
		i = d.Words[i].Head
	}
	return n
}

// PageRefusals returns the clauses of the marked pages of a folder as examples.
func PageRefusals(dir string, reader *pipeline.Reader) ([]refusal.Example, error) {
	pages, err := expectedPages(dir)
	if err != nil {
		return nil, err
	}
	var out []refusal.Example
	for _, page := range pages {
		d := text.Annotate(reader.Model, statement.Bounded(page.Text()))
		var tells, aside [][2]int
		var classes []string
		for i := range page.Statements {
			s := &page.Statements[i]
			at, err := s.Locate(page.Text())
			if err != nil {
				continue
			}
			if s.Kind != readout.Refusal {
				continue
			}
			aside = append(aside, at.Content...)
			if s.Optional || replies(s.Cue) {
				aside = append(aside, at.Cue...)
				continue
			}
			for _, c := range at.Cue {
				tells, classes = append(tells, c), append(classes, s.Refusal)
			}
		}
		out = append(out, examplesOf(d, tells, classes, aside)...)
	}
	return out, nil
}

// expectedPages reads the expected records of a folder.
func expectedPages(dir string) ([]*eval.Expected, error) {
	files, err := os.ReadDir(dir + "/expected")
	if err != nil {
		return nil, err
	}
	var out []*eval.Expected
	for _, f := range files {
		data, err := os.ReadFile(dir + "/expected/" + f.Name())
		if err != nil {
			return nil, err
		}
		page, err := eval.ParseExpected(string(data))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name(), err)
		}
		out = append(out, page)
	}
	return out, nil
}
