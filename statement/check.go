package statement

import (
	"cmp"
	"slices"
	"strings"

	"readout"
)

// longQuote is the number of words from which a quotation is speech rather than a term.
const longQuote = 8

// Check tells what a reader should know before quoting the article: quoted words in the
// headline that the text does not have or gives to somebody else, long quotations nobody was found for, and
// quotation marks without a partner, and quotations of one speaker that differ in a few
// words. found are the article's statements.
func Check(in Input, found []readout.Statement) []readout.Check {
	if in.Article == nil || !english(in.Article.Language) {
		return nil
	}
	a := analyse(in.document(), string(in.Article.Dateline))
	tx := readout.NewText(a.doc.Text)
	out := headline(string(in.Article.Headline), a, found)
	out = append(out, unattributed(a, tx, found)...)
	out = append(out, reworded(a, tx, found)...)
	for i, m := range a.stray {
		if i == maxStray {
			break
		}
		sp := tx.Span(m.start, m.end)
		out = append(out, readout.Check{Kind: "quote-unclosed", Span: &sp, Note: "a quotation mark without a partner in its paragraph"})
	}
	return out
}

// maxStray bounds the checks of one kind.
const maxStray = 20

// wordsOf returns the lower-case words of s, cut at apostrophes too.
func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !wordRune(r) })
}

// contains reports whether the words stand in the text in a row.
func contains(body, ws []string) bool {
	sep := "\x00"
	return strings.Contains(sep+strings.Join(body, sep)+sep, sep+strings.Join(ws, sep)+sep)
}

// nearest returns the sentence that has most of the words that carry meaning, at least
// half of them, or "".
func (a *analysis) nearest(ws []string) string {
	var carry []string
	for _, w := range ws {
		if c := words().class[w]; c == other && len(w) > 2 {
			carry = append(carry, stem(w))
		}
	}
	best, most := "", 0
	for _, s := range a.doc.Sentences {
		start, end := a.doc.Words[s.First].Start, a.doc.Words[s.Last-1].End
		has := map[string]bool{}
		for _, w := range wordsOf(a.doc.Text[start:end]) {
			has[stem(w)] = true
		}
		n := 0
		for _, w := range carry {
			if has[w] {
				n++
			}
		}
		if n > most {
			best, most = a.doc.Text[start:end], n
		}
	}
	if most == 0 || most*2 < len(carry) {
		return ""
	}
	if len(best) > 300 {
		best = strings.ToValidUTF8(best[:300], "") + " …"
	}
	return best
}

func stem(w string) string {
	for _, cut := range []string{"'s", "ing", "ed", "es", "s"} {
		if base, ok := strings.CutSuffix(w, cut); ok && len(base) > 3 {
			return base
		}
	}
	return w
}

// unattributed lists the long quotations that belong to no statement.
func unattributed(a *analysis, tx *readout.Text, found []readout.Statement) []readout.Check {
	taken := takenBy(tx, found)
	var out []readout.Check
	next, reach := 0, 0
	for _, q := range a.quotes {
		for next < len(taken) && taken[next][0] < q.end {
			reach = max(reach, taken[next][1])
			next++
		}
		if reach > q.start || len(strings.Fields(a.doc.Text[q.start:q.end])) < longQuote {
			continue
		}
		sp := tx.Span(q.start, q.end)
		out = append(out, readout.Check{Kind: "quote-unattributed", Span: &sp, Note: "no speaker was found for the quotation " + beginning(a.doc.Text[q.start:q.end])})
		if len(out) == maxStray {
			break
		}
	}
	return out
}

// beginning returns the first words of a quotation.
func beginning(s string) string {
	ws := strings.Fields(s)
	if len(ws) <= 2*longQuote {
		return strings.Join(ws, " ")
	}
	return strings.Join(ws[:longQuote], " ") + " …"
}

// takenBy returns the bytes of all contents that somebody said, by where they begin.
func takenBy(tx *readout.Text, found []readout.Statement) [][2]int {
	var taken [][2]int
	for _, s := range found {
		if s.Speaker == nil && len(s.Source) == 0 {
			continue
		}
		for _, sp := range s.Content {
			if start, end := tx.Bytes(sp); start >= 0 {
				taken = append(taken, [2]int{start, end})
			}
		}
	}
	slices.SortFunc(taken, func(x, y [2]int) int { return cmp.Compare(x[0], y[0]) })
	return taken
}
