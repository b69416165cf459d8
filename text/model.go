package text

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"readout/internal/linear"
	"readout/internal/nn"
)

// A Model is the language model of package text: it cuts texts, tags words and builds
// trees. It is safe for concurrent use.
type Model struct {
	segmenter  *Segmenter  // nil where the file has none: rules
	lemmatizer *Lemmatizer // nil where the file has none: lower case
	net        *nn.Network
	ranker     *linear.Model // nil where the file has none: pronouns stay unlinked
	tags       []tag
	root       int // the relation of the word without a head
	pool       sync.Pool
	resolvers  sync.Pool
}

type tag struct{ upos, xpos string }

// Load makes a model of the bytes of a weights file. The model keeps data, which must not
// change afterwards.
func Load(data []byte) (*Model, error) {
	parts, err := Unbundle(data)
	if err != nil {
		return nil, fmt.Errorf("load the language model: %w", err)
	}
	file, err := nn.Decode(parts[PartNet])
	if err != nil {
		return nil, fmt.Errorf("load the language model: tags and trees: %w", err)
	}
	m := &Model{net: nn.NewNetwork(file), root: -1}
	if part, ok := parts[PartSegment]; ok {
		if m.segmenter, err = LoadSegmenter(part); err != nil {
			return nil, err
		}
	}
	if part, ok := parts[PartLemma]; ok {
		if m.lemmatizer, err = LoadLemmatizer(part); err != nil {
			return nil, err
		}
	}
	if part, ok := parts[PartCoref]; ok {
		if m.ranker, err = loadRanker(part); err != nil {
			return nil, err
		}
	}
	for _, name := range file.Tags {
		upos, xpos, _ := strings.Cut(name, " ")
		m.tags = append(m.tags, tag{upos, xpos})
	}
	for i, name := range file.Rels {
		if name == "root" {
			m.root = i
		}
	}
	if m.root < 0 {
		return nil, fmt.Errorf("load the language model: %w: no relation is called root", nn.ErrFile)
	}
	m.pool.New = func() any { return new(work) }
	m.resolvers.New = func() any { return new(resolver) }
	return m, nil
}

// Sizes of what the network reads at once, in words.
const (
	// maxTree bounds a tree, and with it the time it takes: the words of longer sentences
	// are analysed in pieces, the roots of the later pieces hanging on the first.
	maxTree = 400
	// together is how many words are at least read at once where there are that many.
	together = 128
)

// work is the memory of one run.
type work struct {
	nn     nn.Work
	words  []nn.Features
	ends   []int
	starts []int // index into Document.Words of each piece
	buf    []byte
	spans  spanning
	rels   []int
}

// Analyse sets tags, features, heads, relations and lemmas of all words of d from their forms and
// the sentences they stand in. It leaves all else as it is.
func (m *Model) Analyse(d *Document) {
	w := m.pool.Get().(*work)
	defer m.pool.Put(w)
	w.reset()
	for i := range d.Sentences {
		s := d.Sentences[i]
		for first := s.First; first < s.Last; first += maxTree {
			w.add(d.Words[first:min(first+maxTree, s.Last)], first)
			if len(w.words) >= together {
				m.run(w, d)
			}
		}
	}
	m.run(w, d)
	for _, s := range d.Sentences {
		joinPieces(d, s)
	}
	m.lemmatizer.Fill(d)
}

func (w *work) reset() { w.words, w.ends, w.starts = w.words[:0], w.ends[:0], w.starts[:0] }

// add puts the words of a piece, which starts at first, among those to be read.
func (w *work) add(words []Word, first int) {
	at := len(w.words)
	for range words {
		w.words = append(w.words, nn.Features{})
	}
	for i := range words {
		w.buf = w.words[at+i].Read(words[i].Form, w.buf)
	}
	w.ends = append(w.ends, len(w.words))
	w.starts = append(w.starts, first)
}

// run analyses the pieces in w and empties it.
func (m *Model) run(w *work, d *Document) {
	if len(w.words) == 0 {
		return
	}
	m.net.Encode(&w.nn, w.words, w.ends)
	start := 0
	for k, end := range w.ends {
		words := d.Words[w.starts[k] : w.starts[k]+end-start]
		m.tag(w, words, start)
		m.parse(w, words, start, w.starts[k])
		start = end
	}
	w.reset()
}

// tag sets the tags of words, the first of which is word at of the run.
func (m *Model) tag(w *work, words []Word, at int) {
	for i := range words {
		t, f := m.net.Tag(&w.nn, at+i)
		words[i].UPOS, words[i].XPOS = m.tags[t].upos, m.tags[t].xpos
		words[i].Feats = ""
		if f >= 0 && m.net.Feats[f] != "_" {
			words[i].Feats = m.net.Feats[f]
		}
	}
}

// parse sets the heads and relations of words; first is the index in the document of the
// first of them.
func (m *Model) parse(w *work, words []Word, at, first int) {
	scores, stride := m.net.Arcs(&w.nn, at, at+len(words))
	heads := w.spans.tree(scores, stride, len(words))
	for i, h := range heads {
		heads[i] = h - 1
	}
	w.rels = slices.Grow(w.rels[:0], len(heads))[:len(heads)]
	m.net.Rels(&w.nn, at, heads, m.root, w.rels)
	for i, h := range heads {
		words[i].Head, words[i].DepRel = NoHead, m.net.Model.Rels[w.rels[i]]
		if h >= 0 {
			words[i].Head = first + h
		}
	}
}

// joinPieces hangs the roots of the later pieces of a long sentence on the first root.
func joinPieces(d *Document, s Sentence) {
	if s.Last-s.First <= maxTree {
		return
	}
	root := NoHead
	for i := s.First; i < s.Last; i++ {
		switch w := &d.Words[i]; {
		case w.Head != NoHead:
		case root == NoHead:
			root = i
		default:
			w.Head, w.DepRel = root, "parataxis"
		}
	}
}
