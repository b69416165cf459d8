package refusal

import "strings"

// A hash is FNV-1a over the parts of a feature, a mark after each.
type hash uint32

const (
	start hash = 2166136261
	prime hash = 16777619
)

// of returns the hash with one more part.
func (h hash) of(part string) hash { return h.open(part).end() }

// open returns the hash with the beginning of a part.
func (h hash) open(part string) hash {
	for i := range len(part) {
		h = (h ^ hash(part[i])) * prime
	}
	return h
}

// end ends a part.
func (h hash) end() hash { return (h ^ 31) * prime }

func (h hash) feature() uint32 { return uint32(h ^ h>>15) }

// A path is the relations from a predicate down to a word, outermost first.
type path [2]string

// along returns the hash with a path as a part.
func (h hash) along(p *path) hash {
	for _, r := range p {
		if r != "" {
			h = h.open(r).open(">")
		}
	}
	return h.end()
}

// A denial tells which words on a path are denied: the predicate, and how many below it.
type denial struct {
	verb  bool
	below int
}

// denied returns the hash with a denial as a part.
func (h hash) denied(d denial) hash {
	if d.verb {
		h = h.open("not")
	}
	for range d.below {
		h = h.open("no")
	}
	return h.end()
}

// A writer appends the features of a clause.
type writer struct {
	*tree
	class string // of the predicate
	to    []uint32
}

func (w *writer) add(h hash) { w.to = append(w.to, h.feature()) }

// features appends the hashes of what is seen of the clause of word i.
func (t *tree) features(to []uint32, i int) []uint32 {
	o := writer{tree: t, class: t.class(i), to: to}
	w := &t.words[i]
	not, modal, voice := denial{verb: t.denied(i)}, "", ""
	if k := t.dep(i, "aux"); k >= 0 {
		if t.words[k].XPOS == "MD" {
			modal = t.words[k].Lemma
		}
		if strings.Contains(w.DepRel, "pass") {
			voice = "pass"
		}
	}
	lemma, class := start.of("l").of(w.Lemma), start.of("c").of(o.class)
	who, rel := t.who(t.subject(i)), t.nodes[i].rel
	o.add(start.of("bias"))
	o.add(lemma)
	o.add(lemma.denied(not))
	o.add(lemma.of(modal).denied(not))
	o.add(class.denied(not))
	o.add(class.of(modal).denied(not))
	o.add(start.of("who").of(who))
	o.add(start.of("lw").of(w.Lemma).of(who).denied(not))
	o.add(start.of("cw").of(o.class).of(who).denied(not))
	o.add(start.of("rel").of(rel).denied(not))
	o.add(start.of("mood").of(modal).denied(not).of(voice))
	if h := w.Head - t.first; h >= 0 && h < len(t.words) {
		o.add(start.of("up").of(rel).of(t.words[h].Lemma))
		o.add(start.of("upc").of(rel).of(t.class(h)).denied(not))
	}
	o.dependents(i, 0, not, path{})
	o.neighbours(i, not)
	return o.to
}

// dependents adds the features of the dependents of word i, which is so deep below the predicate.
func (o *writer) dependents(i, depth int, not denial, p path) {
	for k := o.below(i); k != none; k = o.beside(k) {
		w, n := &o.words[k], &o.nodes[k]
		r := n.rel
		if r == "punct" || r == "det" && !n.denies || r == "case" || r == "conj" && depth == 0 || r == "parataxis" {
			continue
		}
		if r == "nsubj" && depth == 0 {
			r = w.DepRel
		}
		no, prep, kind := denial{}, "", o.tree.class(k)
		if o.tree.denied(k) {
			no.below = 1
		}
		if c := o.dep(k, "case"); c >= 0 {
			prep = o.words[c].Lemma
		}
		o.add(start.of("d").along(&p).of(r).of(w.Lemma))
		o.add(start.of("dl").of(o.words[i].Lemma).of(r).of(prep).of(kind).denied(no))
		o.add(start.of("dc").along(&p).of(o.class).denied(not).of(r).of(prep).of(kind).denied(no))
		o.add(start.of("dk").along(&p).of(r).of(prep).of(kind).denied(no))
		if (r == "ccomp" || r == "advcl") && o.asks(k) {
			o.add(start.of("wh").along(&p).of(o.class).denied(not).of(r))
			o.add(start.of("wh2").denied(not))
		}
		if m := o.dep(k, "mark"); m >= 0 {
			o.add(start.of("mark").along(&p).of(o.class).of(o.words[m].Lemma).of(kind))
		}
		if depth < len(p) && opens(r) {
			q := p
			q[depth] = r
			o.dependents(k, depth+1, denial{not.verb, not.below + no.below}, q)
		}
	}
}

// opens reports whether what hangs on a word of this relation is looked at, too.
func opens(rel string) bool {
	switch rel {
	case "xcomp", "obj", "obl", "ccomp", "nsubj", "nsubj:pass", "advcl", "acl", "nmod":
		return true
	}
	return false
}

// neighbours adds the words next to word i, and whether something is asked before it or after it.
func (o *writer) neighbours(i int, not denial) {
	lemma := func(h hash, k int) hash {
		if k < 0 || k >= len(o.words) {
			return h.of("-")
		}
		return h.of(o.words[k].Lemma)
	}
	class := func(h hash, k int) hash {
		if k < 0 || k >= len(o.words) {
			return h.of("-")
		}
		return h.of(o.tree.class(k))
	}
	o.add(lemma(lemma(start.of("n1"), i), i+1))
	o.add(lemma(lemma(lemma(start.of("n2"), i), i+1), i+2))
	o.add(class(class(class(start.of("nc"), i), i+1), i+2).denied(not))
	o.add(lemma(lemma(start.of("p1"), i-1), i))
	for k := range o.words {
		switch {
		case !o.nodes[k].inquires || k == i || o.words[k].UPOS != "VERB":
		case k < i:
			o.add(start.of("asked"))
		default:
			o.add(start.of("then asked"))
		}
	}
}
