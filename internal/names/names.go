// Package names finds names in sentences: it labels words with a linear chain over what an
// encoder has made of them and over hashed features of the words themselves.
package names

import "unicode"

// Types are the kinds of names, in the order of the labels.
var Types = [...]string{"PER", "LOC", "ORG"}

// Labels is the number of labels of a word: 0 for no name, and for type k 1+2k for the
// first word of a name and 2+2k for the others.
const Labels = 1 + 2*len(Types)

// A Sentence is what is seen of one sentence.
type Sentence struct {
	Forms []string
	Tags  []string  // part of speech of each word
	Dense []float32 // the encoder's states, Width of the model values a word
	Rows  []int     // row of each word in the table of word vectors, -1 for none
	Known []uint16  // what lists of names say of each word, see [Span]; nil for nothing
}

// A Span is a name: the words [First, Last) of a sentence. Type is an index into Types.
type Span struct{ First, Last, Type int }

// A Model finds names. It is safe for concurrent use, each goroutine with its own Work.
type Model struct {
	width  int       // values a word from the encoder
	dense  []float32 // Labels x width
	step   [Labels + 1][Labels]float32
	mask   uint32
	scale  float32
	sparse []int8 // slots x Labels

	groups Groups
}

// Groups are the groups of words of like use, by row of the table of word vectors, in some
// finer and some coarser divisions.
type Groups [][]uint16

// Work is the memory of one run, used again by the next.
type Work struct {
	features []uint32
	scores   []float32
	from     []uint8
	labels   []uint8
}

// Width returns the number of values a word that the model takes from the encoder.
func (m *Model) Width() int { return m.width }

// never is the score of what cannot be.
const never = -1e9

// allowed reports whether label b may follow label a; a is Labels at the start.
func allowed(a, b int) bool {
	if b == 0 || b%2 == 1 {
		return true
	}
	return a == b || a == b-1
}

// Find appends the names of s to spans.
func (m *Model) Find(w *Work, s *Sentence, spans []Span) []Span {
	n := len(s.Forms)
	if n == 0 {
		return spans
	}
	m.emit(w, s)
	m.decode(w, n)
	return collect(spans, w.labels[:n])
}

// collect appends the names that labels mark.
func collect(spans []Span, labels []uint8) []Span {
	for i := 0; i < len(labels); {
		l := labels[i]
		if l%2 == 0 {
			i++
			continue
		}
		j := i + 1
		for j < len(labels) && labels[j] == l+1 {
			j++
		}
		spans = append(spans, Span{i, j, int(l-1) / 2})
		i = j
	}
	return spans
}

// emit scores the labels of each word by itself.
func (m *Model) emit(w *Work, s *Sentence) {
	n := len(s.Forms)
	w.scores = grow(w.scores, n*Labels)
	for i := range n {
		out := w.scores[i*Labels:][:Labels]
		w.features = s.features(w.features[:0], i, m.groups)
		var sum [Labels]int32
		for _, f := range w.features {
			row := m.sparse[int(f&m.mask)*Labels:][:Labels]
			for l, v := range row {
				sum[l] += int32(v)
			}
		}
		x := s.Dense[i*m.width : (i+1)*m.width]
		for l := range out {
			out[l] = float32(sum[l])*m.scale + dot(m.dense[l*m.width:(l+1)*m.width], x)
		}
	}
}

func dot(a, b []float32) float32 {
	b = b[:len(a)]
	var s0, s1, s2, s3 float32
	i := 0
	for ; i+4 <= len(a); i += 4 {
		s0 += a[i] * b[i]
		s1 += a[i+1] * b[i+1]
		s2 += a[i+2] * b[i+2]
		s3 += a[i+3] * b[i+3]
	}
	for ; i < len(a); i++ {
		s0 += a[i] * b[i]
	}
	return s0 + s1 + s2 + s3
}

// decode finds the best labels of n words (Viterbi).
func (m *Model) decode(w *Work, n int) {
	w.labels, w.from = grow(w.labels, n), grow(w.from, n*Labels)
	var last [Labels]float32
	for l := range last {
		last[l] = w.scores[l] + m.step[Labels][l]
	}
	for i := 1; i < n; i++ {
		var next [Labels]float32
		for b := range next {
			top, at := float32(2*never), 0
			for a := range last {
				if v := last[a] + m.step[a][b]; v > top {
					top, at = v, a
				}
			}
			next[b] = top + w.scores[i*Labels+b]
			w.from[i*Labels+b] = uint8(at)
		}
		last = next
	}
	best := 0
	for l := range last {
		if last[l] > last[best] {
			best = l
		}
	}
	for i := n - 1; i >= 0; i-- {
		w.labels[i] = uint8(best)
		best = int(w.from[i*Labels+best])
	}
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n+n/2)[:n]
	}
	return s[:n]
}

// features appends what is seen of word i.
func (s *Sentence) features(f []uint32, i int, groups Groups) []uint32 {
	w, p, n := s.word(i), s.word(i-1), s.word(i+1)
	p2, n2 := s.word(i-2), s.word(i+2)
	f = append(f,
		mix(1, w.form), mix(2, w.low), mix(3, w.shape, w.tag), mix(4, w.prefix), mix(5, w.suffix),
		mix(6, p.low), mix(7, n.low), mix(8, p.low, w.low), mix(9, w.low, n.low),
		mix(10, p.shape, w.shape, n.shape), mix(11, p.tag, w.tag, n.tag), mix(12, p2.low, w.shape), mix(13, n2.low, w.shape),
		mix(14, p.low, w.shape), mix(15, n.low, w.shape), mix(16, p2.low, p.low, w.shape), mix(17, n.low, n2.low, w.shape),
		mix(18, p2.shape, p.shape, w.shape, n.shape, n2.shape), mix(19, w.suffix2, w.shape), mix(20, p.suffix, w.shape), mix(21, n.suffix, w.shape),
	)
	for d, g := range groups {
		d := uint32(d) << 8
		gp2, gp, gw, gn, gn2 := s.group(g, i-2), s.group(g, i-1), s.group(g, i), s.group(g, i+1), s.group(g, i+2)
		f = append(f, mix(40|d, gw), mix(41|d, gw, w.shape), mix(42|d, gp), mix(43|d, gn), mix(44|d, gp, gw), mix(45|d, gw, gn),
			mix(46|d, gp, w.shape), mix(47|d, gn, w.shape), mix(48|d, gp2, gp, w.shape), mix(49|d, gn, gn2, w.shape),
			mix(50|d, gp, gw, gn), mix(51|d, gp2, w.shape), mix(52|d, gn2, w.shape), mix(53|d, gw, p.shape, w.shape, n.shape))
	}
	if s.Known == nil {
		return f
	}
	k, kp, kn := uint32(s.known(i)), uint32(s.known(i-1)), uint32(s.known(i+1))
	return append(f, mix(30, k), mix(31, k, w.shape), mix(32, k, kp), mix(33, k, kn), mix(34, k, p.low), mix(35, k, n.low), mix(36, k, w.tag))
}

func (s *Sentence) known(i int) uint16 {
	if i < 0 || i >= len(s.Known) {
		return 0
	}
	return s.Known[i]
}

// group returns the group of word i, 0 for none.
func (s *Sentence) group(g []uint16, i int) uint32 {
	if i < 0 || i >= len(s.Rows) || s.Rows[i] < 0 || s.Rows[i] >= len(g) {
		return 0
	}
	return uint32(g[s.Rows[i]]) + 1
}

// A view is a word as hashes.
type view struct{ form, low, shape, prefix, suffix, suffix2, tag uint32 }

func (s *Sentence) word(i int) view {
	switch {
	case i < 0:
		return view{form: 1, low: 1, shape: 1}
	case i >= len(s.Forms):
		return view{form: 2, low: 2, shape: 2}
	}
	form := s.Forms[i]
	v := view{form: hash(form, false), low: hash(form, true), shape: shapeOf(form), tag: hash(s.Tags[i], false)}
	v.prefix = hash(form[:min(3, len(form))], true)
	v.suffix = hash(form[max(0, len(form)-3):], true)
	v.suffix2 = hash(form[max(0, len(form)-4):], true)
	return v
}

// shapeOf returns a hash of how the word is written: "Xx", "XX", "x-x", "9".
func shapeOf(form string) uint32 {
	h, last, same := uint32(2166136261), byte(0), 0
	for _, r := range form {
		var c byte
		switch {
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsLetter(r):
			c = 'x'
		case unicode.IsDigit(r):
			c = '9'
		default:
			c = byte(r)
		}
		if c == last {
			if same++; same > 1 {
				continue
			}
		} else {
			last, same = c, 0
		}
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

func hash(s string, fold bool) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		c := s[i]
		if fold && c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// mix returns a hash of numbers in order.
func mix(parts ...uint32) uint32 {
	h := uint32(0x9e3779b9)
	for _, p := range parts {
		h = (h ^ p) * 0x85ebca6b
		h ^= h >> 15
	}
	h *= 0xc2b2ae35
	return h ^ h>>16
}
