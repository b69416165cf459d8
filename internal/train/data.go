package train

import (
	"slices"
	"strings"
	"unicode/utf8"

	"readout/internal/nn"
)

// A numbering numbers strings by falling count.
type numbering struct {
	list  []string
	index map[string]int
}

func count(all []Sentence, of func(*Word) string) numbering {
	counts := make(map[string]int)
	for _, s := range all {
		for i := range s.Words {
			counts[of(&s.Words[i])]++
		}
	}
	n := numbering{index: make(map[string]int)}
	for name := range counts {
		n.list = append(n.list, name)
	}
	slices.SortFunc(n.list, func(a, b string) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		if a < b {
			return -1
		}
		return 1
	})
	for i, name := range n.list {
		n.index[name] = i
	}
	return n
}

// of returns the number of a name, or -1.
func (n *numbering) of(name string) int {
	if i, ok := n.index[name]; ok {
		return i
	}
	return -1
}

// A word as the network reads it: rows of the tables, and what is right.
type sample struct {
	vector int32 // row, or -1
	form   int32 // row; the last one for forms without a key
	affix  [nn.Affixes]uint16
	shapes [3]uint16 // rows of its shape in small letters, in capitals, with a capital first

	tag, feats, rel, head int32 // -1 for a name that training never saw; head -1 for the root
}

// Data is the corpora as numbers.
type data struct {
	tags, feats, rels    numbering
	allow                [][]int
	vectorKeys, formKeys nn.Keys
	vectors              *nn.Table
	train                [][]sample
}

func tagOf(w *Word) string   { return w.UPOS + " " + w.XPOS }
func featsOf(w *Word) string { return w.Feats }
func relOf(w *Word) string   { return w.Rel }

// prepare numbers the training corpus. Keys and values are the fixed vectors.
func prepare(all []Sentence, keys []uint32, values []float32, width, minCount int) *data {
	d := &data{tags: count(all, tagOf), feats: count(all, featsOf), rels: count(all, relOf)}
	d.allowed(all)
	var order []int
	d.vectorKeys, order = nn.SortKeys(keys)
	sorted := make([]float32, 0, len(order)*width)
	for _, i := range order {
		sorted = append(sorted, values[i*width:(i+1)*width]...)
	}
	d.vectors = nn.Quantise(sorted, width)
	d.forms(all, minCount)
	for _, s := range all {
		d.train = append(d.train, d.samples(s))
	}
	return d
}

// allowed lists the features that each tag was seen with.
func (d *data) allowed(all []Sentence) {
	d.allow = make([][]int, len(d.tags.list))
	for _, s := range all {
		for i := range s.Words {
			t, f := d.tags.of(tagOf(&s.Words[i])), d.feats.of(s.Words[i].Feats)
			if !slices.Contains(d.allow[t], f) {
				d.allow[t] = append(d.allow[t], f)
			}
		}
	}
}

// forms gives a row to every form that stands minCount times or more.
func (d *data) forms(all []Sentence, minCount int) {
	counts := make(map[uint32]int)
	var f nn.Features
	var buf []byte
	for _, s := range all {
		for i := range s.Words {
			buf = f.Read(s.Words[i].Form, buf)
			counts[f.Form]++
		}
	}
	var keys []uint32
	for k, n := range counts {
		if n >= minCount {
			keys = append(keys, k)
		}
	}
	d.formKeys, _ = nn.SortKeys(keys)
}

func (d *data) samples(s Sentence) []sample {
	out := make([]sample, len(s.Words))
	var f nn.Features
	var buf []byte
	for i := range s.Words {
		w := &s.Words[i]
		buf = f.Read(w.Form, buf)
		form := d.formKeys.Find(f.Form)
		if form < 0 {
			form = len(d.formKeys) / 4
		}
		out[i] = sample{
			vector: int32(d.vectorKeys.Find(f.Vector)), form: int32(form), affix: f.Affix,
			shapes: shapes(w.Form),
			tag:    int32(d.tags.of(tagOf(w))), feats: int32(d.feats.of(w.Feats)), rel: int32(d.rels.of(w.Rel)), head: int32(w.Head),
		}
	}
	return out
}

// shapes returns the rows of the shapes of a word written otherwise.
func shapes(form string) (rows [3]uint16) {
	small := strings.ToLower(form)
	_, size := utf8.DecodeRuneInString(small)
	var f nn.Features
	for i, s := range []string{small, strings.ToUpper(form), strings.ToUpper(small[:size]) + small[size:]} {
		f.Read(s, nil)
		rows[i] = f.Affix[nn.ShapeAffix]
	}
	return rows
}
