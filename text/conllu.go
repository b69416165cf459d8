package text

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"readout/text/conllu"
)

// FromConllu puts a treebank's sentences together to one document. Its text is rebuilt:
// "# text" where it holds the tokens, else the tokens, parted by blanks where SpaceAfter
// allows; "# newpar" and "# newdoc" start a paragraph after an empty line. Empty nodes are
// left out. Word w of Rows that are words is word w of the document.
//
// The words of a multiword token that does not spell them ("dunno" for "do not know")
// share its place: the first has all its bytes, the others none.
func FromConllu(sentences []conllu.Sentence) (*Document, error) {
	b := builder{d: &Document{}}
	for i := range sentences {
		if err := b.sentence(&sentences[i]); err != nil {
			return nil, fmt.Errorf("sentence %d: %w", i+1, err)
		}
	}
	b.d.Text = b.text.String()
	b.forms()
	return b.d, nil
}

// builder makes a document of a treebank's sentences.
type builder struct {
	d    *Document
	text strings.Builder
	glue bool // the next token follows without a blank
}

func (b *builder) sentence(s *conllu.Sentence) error {
	_, par := s.Comment("newpar")
	_, doc := s.Comment("newdoc")
	switch {
	case b.text.Len() == 0:
		par = true
	case par || doc:
		par = true
		b.text.WriteString("\n\n")
	case !b.glue:
		b.text.WriteByte(' ')
	}
	d := b.d
	if par {
		d.Paragraphs = append(d.Paragraphs, Paragraph{First: len(d.Sentences)})
	}
	first := len(d.Words)
	if err := b.rows(s); err != nil {
		return err
	}
	d.Sentences = append(d.Sentences, Sentence{First: first, Last: len(d.Words)})
	d.Paragraphs[len(d.Paragraphs)-1].Last = len(d.Sentences)
	return nil
}

// rows appends the tokens of s with the blanks between them, as "# text" has them.
func (b *builder) rows(s *conllu.Sentence) error {
	written, _ := s.Comment("text")
	base := len(b.d.Words)
	b.glue = true
	for i := 0; i < len(s.Rows); {
		r := &s.Rows[i]
		if !r.IsRange() && !r.IsWord() {
			i++
			continue
		}
		if !b.glue {
			b.text.WriteString(gap(written, r.Form))
		}
		written = after(written, r.Form)
		n, err := b.token(s.Rows[i:], base)
		if err != nil {
			return err
		}
		b.glue = r.MiscValue("SpaceAfter") == "No"
		i += n
	}
	if len(b.d.Words) == base {
		return fmt.Errorf("%w: no words", conllu.ErrFormat)
	}
	return nil
}

// gap returns the white space that stands before form in rest, or a blank.
func gap(rest, form string) string {
	if at := strings.Index(rest, form); at > 0 && strings.TrimSpace(rest[:at]) == "" {
		return rest[:at]
	}
	return " "
}

// after returns what follows form in rest, where rest starts with it.
func after(rest, form string) string {
	if tail, ok := strings.CutPrefix(strings.TrimLeft(rest, " \u00a0"), form); ok {
		return tail
	}
	return rest
}

// token appends the token of the first row and returns the number of rows it takes.
func (b *builder) token(rows []conllu.Row, base int) (int, error) {
	start := b.text.Len()
	b.text.WriteString(rows[0].Form)
	t := Token{First: len(b.d.Words), Last: len(b.d.Words) + 1}
	if !rows[0].IsRange() {
		err := b.word(&rows[0], start, b.text.Len(), base)
		b.d.Tokens = append(b.d.Tokens, t)
		return 1, err
	}
	n, err := rangeSize(rows[0].ID)
	if err != nil {
		return 0, err
	}
	used, spelled := 1, ""
	for ; used < len(rows) && t.Last-t.First <= n && len(b.d.Words)-t.First < n; used++ {
		if !rows[used].IsWord() {
			continue
		}
		if err := b.word(&rows[used], start, start+len(rows[used].Form), base); err != nil {
			return 0, err
		}
		start += len(rows[used].Form)
		spelled += rows[used].Form
	}
	t.Last = len(b.d.Words)
	if t.Last-t.First != n {
		return 0, fmt.Errorf("%w: range %s is not spelled out", conllu.ErrFormat, rows[0].ID)
	}
	if spelled != rows[0].Form {
		b.share(t, b.text.Len()-len(rows[0].Form), b.text.Len())
	}
	b.d.Tokens = append(b.d.Tokens, t)
	return used, nil
}

// share gives the bytes of a token to the first of its words.
func (b *builder) share(t Token, start, end int) {
	for i := t.First; i < t.Last; i++ {
		w := &b.d.Words[i]
		w.Start, w.End = end, end
	}
	b.d.Words[t.First].Start = start
}

func rangeSize(id string) (int, error) {
	from, to, _ := strings.Cut(id, "-")
	a, errA := strconv.Atoi(from)
	b, errB := strconv.Atoi(to)
	if errA != nil || errB != nil || b < a || b-a > 100 {
		return 0, fmt.Errorf("%w: range %q", conllu.ErrFormat, id)
	}
	return b - a + 1, nil
}

func (b *builder) word(r *conllu.Row, start, end, base int) error {
	head := NoHead
	if r.Head != "_" {
		h, err := strconv.Atoi(r.Head)
		if err != nil || h < 0 {
			return fmt.Errorf("%w: head %q", conllu.ErrFormat, r.Head)
		}
		if h > 0 {
			head = base + h - 1
		}
	}
	lemma := r.Lemma
	if lemma == "_" && r.Form != "_" {
		lemma = ""
	}
	b.d.Words = append(b.d.Words, Word{
		Start: start, End: end, Sentence: len(b.d.Sentences), Token: len(b.d.Tokens),
		Form: r.Form, Lemma: lemma, UPOS: some(r.UPOS), XPOS: some(r.XPOS), Feats: some(r.Feats),
		Head: head, DepRel: some(r.DepRel),
	})
	return nil
}

// some returns a field's value, "" for none.
func some(field string) string {
	if field == "_" {
		return ""
	}
	return field
}

// forms makes the forms parts of the text and checks that heads lie in their sentences.
func (b *builder) forms() {
	for i := range b.d.Words {
		w := &b.d.Words[i]
		if s := b.d.Text[w.Start:w.End]; s == w.Form {
			w.Form = s
		}
		if w.Head >= b.d.Sentences[w.Sentence].Last {
			w.Head = NoHead
		}
	}
}

// WriteConllu writes the document, with "# text" and "# newpar" before its sentences. The
// words of names have Name=B-PER, or Name=I-PER but for the first, in the last column.
func (d *Document) WriteConllu(out io.Writer) error {
	labels := d.nameLabels()
	for p, par := range d.Paragraphs {
		for i := par.First; i < par.Last; i++ {
			s := d.conllu(i, labels)
			if i == par.First {
				s.Comments = append(s.Comments, fmt.Sprintf("# newpar id = p%d", p+1))
			}
			s.Comments = append(s.Comments, fmt.Sprintf("# sent_id = s%d", i+1), "# text = "+d.line(i))
			if err := conllu.Write(out, s); err != nil {
				return err
			}
		}
	}
	return nil
}

// line returns the text of sentence i with its white space turned into blanks.
func (d *Document) line(i int) string {
	s := d.Sentences[i]
	return strings.Join(strings.Fields(d.Text[d.Words[s.First].Start:d.Words[s.Last-1].End]), " ")
}

// nameLabels returns what the last column says of each word, "" outside names.
func (d *Document) nameLabels() []string {
	labels := make([]string, len(d.Words))
	for _, n := range d.Names {
		for i := n.First; i < n.Last; i++ {
			labels[i] = "Name=I-" + n.Type
		}
		labels[n.First] = "Name=B-" + n.Type
	}
	return labels
}

func (d *Document) conllu(i int, labels []string) conllu.Sentence {
	s := d.Sentences[i]
	var out conllu.Sentence
	for k := s.First; k < s.Last; k++ {
		w := &d.Words[k]
		t := d.Tokens[w.Token]
		misc := "_"
		if k+1 == t.Last && k+1 < len(d.Words) && w.End == d.Words[k+1].Start {
			misc = "SpaceAfter=No"
		}
		if t.Last-t.First > 1 {
			if k == t.First {
				end := d.Words[t.Last-1].End
				glued := t.Last < len(d.Words) && end == d.Words[t.Last].Start
				out.Rows = append(out.Rows, rangeRow(d, t, s.First, glued))
			}
			misc = "_"
		}
		switch {
		case labels[k] == "":
		case misc == "_":
			misc = labels[k]
		default:
			misc = labels[k] + "|" + misc
		}
		out.Rows = append(out.Rows, wordRow(w, k-s.First+1, s.First, misc))
	}
	return out
}

func rangeRow(d *Document, t Token, base int, glued bool) conllu.Row {
	misc := "_"
	if glued {
		misc = "SpaceAfter=No"
	}
	id := fmt.Sprintf("%d-%d", t.First-base+1, t.Last-base)
	return conllu.Row{ID: id, Form: field(d.Form(t)), Lemma: "_", UPOS: "_", XPOS: "_",
		Feats: "_", Head: "_", DepRel: "_", Deps: "_", Misc: misc}
}

func wordRow(w *Word, id, base int, misc string) conllu.Row {
	head := "_"
	switch {
	case w.Head != NoHead:
		head = strconv.Itoa(w.Head - base + 1)
	case w.DepRel != "":
		head = "0"
	}
	return conllu.Row{ID: strconv.Itoa(id), Form: field(w.Form), Lemma: field(w.Lemma), UPOS: field(w.UPOS),
		XPOS: field(w.XPOS), Feats: field(w.Feats), Head: head, DepRel: field(w.DepRel), Deps: "_", Misc: misc}
}

// field returns s as a column can hold it.
func field(s string) string {
	if s == "" {
		return "_"
	}
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return ' '
		}
		return r
	}, s)
}
