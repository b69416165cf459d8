package text

import (
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
	"sync"

	"readout/internal/linear"
	"readout/internal/names"
	"readout/internal/nn"
)

// A Model is the language model of package text: it cuts texts, tags words, builds trees
// and finds names. It is safe for concurrent use.
type Model struct {
	segmenter  *Segmenter  // nil where the file has none: rules
	lemmatizer *Lemmatizer // nil where the file has none: lower case
	net        *nn.Network
	namer      *names.Model // nil where the file has none: dates and quantities are all names
	lookup     Lookup       // nil for none
	knowledge  Knowledge    // nil for none
	tags       []tag
	root       int           // the relation of the word without a head
	ranker     *linear.Model // nil where the file has none: pronouns stay unlinked
	version    string
	pool       *sync.Pool
	resolvers  *sync.Pool
}

// With returns a model with the same weights that finds names with the help of a list.
func (m *Model) With(l Lookup) *Model {
	with := *m
	with.lookup = l
	return &with
}

// Knowing returns a model with the same weights that also knows what k does of names when
// [Annotate] says which mentions mean the same.
func (m *Model) Knowing(k Knowledge) *Model {
	with := *m
	with.knowledge = k
	return &with
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
	m := &Model{net: nn.NewNetwork(file), root: -1, pool: &sync.Pool{New: func() any { return new(work) }}, resolvers: &sync.Pool{New: func() any { return new(resolver) }}, version: fmt.Sprintf("%s+%08x", Version, crc32.ChecksumIEEE(data))}
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
	if part, ok := parts[PartNames]; ok {
		if m.namer, err = loadNames(part, parts[PartNet], file.Shape); err != nil {
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
	return m, nil
}

// Version names what the model does in the record: this package's behaviour and its
// weights. That of no model is that of the rules alone.
func (m *Model) Version() string {
	if m == nil {
		return Version
	}
	return m.version
}

// Vectors returns the model's word vectors with the keys of their words, for what is
// learnt from them elsewhere in this module. Both are shared and must not change.
func (m *Model) Vectors() (nn.Keys, *nn.Table) { return m.net.VectorKeys, m.net.Model.Vectors }

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
	names  names.Work
	forms  []string
	known  []uint8
	marks  []uint8 // of the words of the document
	found  []names.Span
}

// Analyse sets tags, features, heads, relations and lemmas of all words of d, and its names, from their
// forms and the sentences they stand in. It leaves all else as it is.
func (m *Model) Analyse(d *Document) {
	w := m.pool.Get().(*work)
	defer m.pool.Put(w)
	w.reset()
	w.marks, w.found = nil, w.found[:0]
	if m.lookup != nil && m.namer != nil {
		w.marks = Marks(m.lookup, d)
	}
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
	d.Names = findNames(d, w.found, w.marks)
}

func (w *work) reset() {
	w.words, w.forms, w.ends, w.starts = w.words[:0], w.forms[:0], w.ends[:0], w.starts[:0]
}

// add puts the words of a piece, which starts at first, among those to be read.
func (w *work) add(words []Word, first int) {
	at := len(w.words)
	for range words {
		w.words = append(w.words, nn.Features{})
	}
	for i := range words {
		w.buf = w.words[at+i].Read(words[i].Form, w.buf)
		w.forms = append(w.forms, words[i].Form)
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
	m.name(w)
	w.reset()
}

// name finds the learnt names of the pieces in w.
func (m *Model) name(w *work) {
	if m.namer == nil {
		return
	}
	w.known = w.known[:0]
	if w.marks != nil {
		start := 0
		for k, end := range w.ends {
			w.known = append(w.known, w.marks[w.starts[k]:][:end-start]...)
			start = end
		}
	}
	labels := m.namer.Label(&w.names, w.forms, w.nn.States(), w.known, w.ends)
	start := 0
	for k, end := range w.ends {
		w.found = names.Collect(w.found, labels[start:end], w.starts[k])
		start = end
	}
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
