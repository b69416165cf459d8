package eval

import (
	"bytes"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A BodyScore compares an extracted body with the annotated one: the shares of common,
// surplus and missing shingles among all, from 0 to 1.
type BodyScore struct{ TP, FP, FN float64 }

// shingleLen is the benchmark's own: four words in a row.
const shingleLen = 4

// scoreBody compares the bodies as multisets of shingles.
func scoreBody(want, got string) BodyScore {
	w, g := shingles(want), shingles(got)
	var tp, fp, fn int
	for s, n := range g {
		tp += min(n, w[s])
		fp += max(0, n-w[s])
	}
	for s, n := range w {
		fn += max(0, n-g[s])
	}
	all := float64(tp + fp + fn)
	return BodyScore{float64(tp) / all, float64(fp) / all, float64(fn) / all}
}

// Precision returns the share of the extracted shingles that belong to the body.
func (b BodyScore) Precision() float64 { return share(b.TP, b.FP) }

// Recall returns the share of the body's shingles that were extracted.
func (b BodyScore) Recall() float64 { return share(b.TP, b.FN) }

// F1 returns the harmonic mean of the two.
func (b BodyScore) F1() float64 { return harmonic(b.Precision(), b.Recall()) }

func share(part, rest float64) float64 {
	if part+rest == 0 {
		return 0
	}
	return part / (part + rest)
}

func harmonic(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// meanBody averages precision and recall over pages, and takes the F1 of the averages,
// as percentages.
func meanBody(pages []BodyScore) (precision, recall, f1 float64) {
	if len(pages) == 0 {
		return 0, 0, 0
	}
	for _, b := range pages {
		precision += b.Precision()
		recall += b.Recall()
	}
	n := float64(len(pages))
	return 100 * precision / n, 100 * recall / n, 100 * harmonic(precision/n, recall/n)
}

// shingles counts the runs of four words in s. A shorter text is one shingle, so that an
// empty answer has something to be wrong about.
func shingles(s string) map[string]int {
	words := words(s)
	counts := map[string]int{}
	for i := range max(1, len(words)-shingleLen+1) {
		counts[strings.Join(words[i:min(i+shingleLen, len(words))], " ")]++
	}
	return counts
}

func words(s string) []string {
	s = strings.ReplaceAll(s, "\u00ad", "")
	return strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_'
	})
}

// fold makes runs of white space single spaces and drops soft hyphens.
func fold(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00ad", "")), " ")
}

// letters keeps what matters of a title: its words in lower case.
func letters(s string) string { return strings.ToLower(strings.Join(words(s), " ")) }

// railWords is how many words a link needs to be taken for a headline.
const railWords = 5

// railInBody returns the paragraphs of an extracted body that are wholly one link's text
// on the page, a headline by its length, and are not part of the annotated body.
func railInBody(page []byte, got, want string) []string {
	links := linkTexts(page)
	truth := letters(want)
	var found []string
	for para := range strings.SplitSeq(got, "\n\n") {
		if key := letters(para); links[key] && !strings.Contains(truth, key) {
			found = append(found, para)
		}
	}
	return found
}

func linkTexts(page []byte) map[string]bool {
	found := map[string]bool{}
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return found
	}
	for n := range doc.Descendants() {
		if n.DataAtom != atom.A {
			continue
		}
		if key := letters(nodeText(n)); len(strings.Fields(key)) >= railWords {
			found[key] = true
		}
	}
	return found
}

func nodeText(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
			b.WriteByte(' ')
		}
	}
	return b.String()
}
