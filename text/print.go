package text

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// WriteTree writes the sentences as trees to read, heads above what hangs on them, and
// before each its names. Words
// of sentences without a tree, and of circles, stand one under the other.
func (d *Document) WriteTree(out io.Writer) error {
	w := bufio.NewWriter(out)
	names := d.Names
	for i := range d.Sentences {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "# %s\n", d.line(i))
		for ; len(names) > 0 && names[0].First < d.Sentences[i].Last; names = names[1:] {
			fmt.Fprintf(w, "# %s\n", d.nameLine(names[0]))
		}
		p := newTreePrinter(d, i, w)
		for k := p.first; k < p.last; k++ {
			if d.Words[k].Head == NoHead {
				p.word(k, "", "")
			}
		}
		for k := p.first; k < p.last; k++ {
			if !p.done[k-p.first] {
				p.word(k, "", "")
			}
		}
	}
	return w.Flush()
}

// nameLine returns a name as it is printed: "PER: Ana Lim; role: spokesperson; body: Red
// Council".
func (d *Document) nameLine(n Name) string {
	line := n.Type + ": " + d.written(n.First, n.Last)
	if n.Role != (Range{}) {
		line += "; role: " + d.written(n.Role.First, n.Role.Last)
	}
	if n.Body != (Range{}) {
		line += "; body: " + d.written(n.Body.First, n.Body.Last)
	}
	return line
}

// written returns the text of the words [first, last) in one line.
func (d *Document) written(first, last int) string {
	return oneLine(strings.Join(strings.Fields(d.Text[d.Words[first].Start:d.Words[last-1].End]), " "))
}

// A treePrinter prints one sentence.
type treePrinter struct {
	doc         *Document
	out         *bufio.Writer
	first, last int
	children    [][]int // by word of the sentence
	done        []bool
}

func newTreePrinter(d *Document, i int, out *bufio.Writer) *treePrinter {
	s := d.Sentences[i]
	p := &treePrinter{doc: d, out: out, first: s.First, last: s.Last,
		children: make([][]int, s.Last-s.First), done: make([]bool, s.Last-s.First)}
	for k := s.First; k < s.Last; k++ {
		if h := d.Words[k].Head; h != NoHead {
			p.children[h-s.First] = append(p.children[h-s.First], k)
		}
	}
	return p
}

// maxIndent is the depth below which trees are not indented further.
const maxIndent = 40

// word prints word k and what hangs on it: branch before the word itself, indent before
// the lines under it.
func (p *treePrinter) word(k int, branch, indent string) {
	if p.done[k-p.first] {
		return
	}
	p.done[k-p.first] = true
	w := &p.doc.Words[k]
	fields := []string{branch + oneLine(w.Form)}
	for _, s := range []string{w.DepRel, w.UPOS, w.XPOS, w.Lemma, w.Feats} {
		if s != "" {
			fields = append(fields, oneLine(s))
		}
	}
	fmt.Fprintln(p.out, strings.Join(fields, "  "))
	kids := p.children[k-p.first]
	for i, kid := range kids {
		branch, below := "├─ ", "│  "
		if i == len(kids)-1 {
			branch, below = "└─ ", "   "
		}
		if len(indent) > maxIndent*len("│  ") {
			below = ""
		}
		p.word(kid, indent+branch, indent+below)
	}
}

// oneLine returns s without what would move the cursor.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return '\ufffd'
		}
		return r
	}, s)
}
