package link

import (
	"cmp"
	"fmt"
	"slices"

	"readout"
)

// A Role is what a page is among those that carry the same text.
type Role string

// The roles of a carrier.
const (
	Original Role = "original"
	Reprint  Role = "reprint"
	Abridged Role = "abridged"
	Updated  Role = "updated" // by the original's own publisher or agency, later
	Carries  Role = "carrier" // which of them came first is not known
)

// A Story is pages that carry the same text.
type Story struct {
	ID       readout.PageID         `json:"id"`       // that of its first page
	Original readout.Opt            `json:"original"` // the page that had it first, where that is known
	Reason   string                 `json:"reason"`   // why that one, or why none
	Carriers readout.List[Carrier]  `json:"carriers"`
	Texts    readout.List[TextPair] `json:"texts"` // the comparisons it rests on
}

// A Carrier is a page of a story.
type Carrier struct {
	Page   readout.PageID `json:"page"`
	Role   Role           `json:"role"`
	Of     readout.Opt    `json:"of"` // the page whose text it carries
	Reason string         `json:"reason"`
}

// A TextPair is what two pages have of each other's text.
type TextPair struct {
	A          readout.PageID        `json:"a"`
	B          readout.PageID        `json:"b"`
	Same       bool                  `json:"same"`
	ShareA     float64               `json:"share_a"` // of A's words, how many are in sentences that B has, too; 0 to 1
	ShareB     float64               `json:"share_b"`
	Paragraphs readout.List[Aligned] `json:"paragraphs"`
	OnlyA      readout.List[int]     `json:"only_a"` // paragraphs that the other page lacks, from 0
	OnlyB      readout.List[int]     `json:"only_b"`
	Reason     string                `json:"reason"`
}

// Aligned is a paragraph of A and the one of B that has its words, both counted from 0.
type Aligned struct {
	A     int  `json:"a"`
	B     int  `json:"b"`
	Exact bool `json:"exact"` // word for word
}

// What two texts must share to be the same one.
const (
	unchanged     = 0.99
	wholeShare    = 0.85 // nearly all of both: a reprint
	pieceShare    = 0.6  // of the shorter: the same text, cut or changed
	minShared     = 25   // words
	sentenceShare = 0.8  // of a sentence's shingles, for it to stand in the other text
	alignedShare  = 0.5  // of a paragraph's shingles, for its counterpart
	maxParagraphs = 400  // whose alignment is kept
)

// A Text is a page's text made ready to be compared with several others.
type Text struct {
	text      string
	words     []word
	shingles  []uint64 // that begin at each word but the last few
	set       map[uint64]struct{}
	sentences [][2]int // the words from and to of those that are long enough to tell
	long      int      // words in these
}

// NewText makes a text ready. Its size is linear in that of the text.
func NewText(s string) *Text {
	t := &Text{text: s, words: textOf(s)}
	t.shingles = shinglesOf(t.words)
	t.set = make(map[uint64]struct{}, len(t.shingles))
	for _, h := range t.shingles {
		t.set[h] = struct{}{}
	}
	first := 0
	for _, part := range sentences(s, t.words) {
		if len(part) >= shingleLen {
			t.sentences = append(t.sentences, [2]int{first, first + len(part)})
			t.long += len(part)
		}
		first += len(part)
	}
	return t
}

// CompareTexts says whether two pages carry the same text, by the sentences that each has
// of the other, and aligns their paragraphs if so. A sentence counts where nearly all of its
// runs of four words stand in the other text: two accounts written after one pattern, each
// with its own names and days, are two texts. The time is linear in the texts.
func CompareTexts(a, b readout.PageID, textA, textB *Text) TextPair {
	pair := TextPair{A: a, B: b}
	var sharedA, sharedB int
	sharedA, pair.ShareA = textA.within(textB)
	sharedB, pair.ShareB = textB.within(textA)
	pair.Same = min(sharedA, sharedB) >= minShared && max(pair.ShareA, pair.ShareB) >= pieceShare
	if !pair.Same {
		return pair
	}
	pair.align(paragraphs(textA.text, textA.words), paragraphs(textB.text, textB.words))
	pair.Reason = fmt.Sprintf("%.0f%% of the one text stands in the other, %.0f%% of the other in the one; %s of %d and %d word for word",
		100*pair.ShareA, 100*pair.ShareB, count(pair.exact(), "paragraph"), pair.paragraphsA(), pair.paragraphsB())
	return pair
}

// within returns how many words are in sentences of a text that stand in another, and their
// share of those in all sentences that are long enough to tell.
func (t *Text) within(other *Text) (n int, share float64) {
	for _, s := range t.sentences {
		runs := t.shingles[s[0] : s[1]-shingleLen+1]
		in := 0
		for _, h := range runs {
			if _, ok := other.set[h]; ok {
				in++
			}
		}
		if float64(in) >= sentenceShare*float64(len(runs)) {
			n += s[1] - s[0]
		}
	}
	return n, float64(n) / float64(max(t.long, 1))
}

func (t *TextPair) paragraphsA() int {
	return t.count(func(p Aligned) int { return p.A }) + len(t.OnlyA)
}
func (t *TextPair) paragraphsB() int {
	return t.count(func(p Aligned) int { return p.B }) + len(t.OnlyB)
}

// count returns the number of different paragraphs of one side that are aligned.
func (t *TextPair) count(side func(Aligned) int) int {
	seen := make(map[int]bool)
	for _, p := range t.Paragraphs {
		seen[side(p)] = true
	}
	return len(seen)
}

func (t *TextPair) exact() int {
	n := 0
	for _, p := range t.Paragraphs {
		if p.Exact {
			n++
		}
	}
	return n
}

// align gives each paragraph of A the one of B with most of its shingles.
func (t *TextPair) align(a, b [][]word) {
	where := make(map[uint64]int) // shingle to its first paragraph in B
	whole := make(map[string]int)
	for j, par := range slices.Backward(b) {
		for _, h := range shinglesOf(par) {
			where[h] = j
		}
		whole[joinWords(par)] = j
	}
	taken := make(map[int]bool)
	for i, par := range a[:min(len(a), maxParagraphs)] {
		j, exact := whole[joinWords(par)]
		if !exact {
			j = counterpart(par, where)
		}
		if j < 0 {
			t.OnlyA = append(t.OnlyA, i)
			continue
		}
		taken[j] = true
		t.Paragraphs = append(t.Paragraphs, Aligned{A: i, B: j, Exact: exact})
	}
	for j := range b[:min(len(b), maxParagraphs)] {
		if !taken[j] {
			t.OnlyB = append(t.OnlyB, j)
		}
	}
}

// counterpart returns the paragraph that has at least half of the shingles of par, or -1.
func counterpart(par []word, where map[uint64]int) int {
	votes := make(map[int]int)
	runs := shinglesOf(par)
	best := -1
	for _, h := range runs {
		j, ok := where[h]
		if !ok {
			continue
		}
		votes[j]++
		if best < 0 || votes[j] > votes[best] || votes[j] == votes[best] && j < best {
			best = j
		}
	}
	if best < 0 || float64(votes[best]) < alignedShare*float64(len(runs)) {
		return -1
	}
	return best
}

// StoryOf makes the story of pages that comparisons connect. The pages and comparisons may
// come in any order.
func StoryOf(pages []Page, texts []TextPair) Story {
	pages = slices.Clone(pages)
	slices.SortFunc(pages, comparePages)
	texts = slices.Clone(texts)
	slices.SortFunc(texts, func(a, b TextPair) int { return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B)) })
	s := Story{ID: pages[0].ID, Texts: texts}
	first, why := original(pages)
	s.Reason = why
	if first != nil {
		s.Original = readout.Opt(first.ID)
	}
	for i := range pages {
		s.Carriers = append(s.Carriers, carrier(&pages[i], first, pages, texts))
	}
	return s
}

// comparePages puts pages in the order of what is known of their days, then of their ids.
func comparePages(a, b Page) int {
	return cmp.Or(compareDays(a.Published.Earliest, b.Published.Earliest), compareDays(a.Published.Latest, b.Published.Latest), cmp.Compare(a.ID, b.ID))
}

// compareDays puts unknown days last.
func compareDays(a, b readout.Day) int {
	if (a == "") != (b == "") {
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}

// original returns the page of a story that had the text first, or nil, and why.
func original(pages []Page) (*Page, string) {
	var own *Page
	for i := range pages {
		p := &pages[i]
		if p.Agency == "" || p.Publisher != p.Agency {
			continue
		}
		if own != nil && (own.Agency != p.Agency || !before(own, p)) {
			own = nil
			break
		}
		if own == nil {
			own = p
		}
	}
	if own != nil && credited(pages, own) {
		return own, fmt.Sprintf("the others credit %s, whose own page this is", own.Agency)
	}
	first := &pages[0]
	for i := range pages[1:] {
		if !before(first, &pages[i+1]) {
			return nil, "which of them came first is not known: their days do not tell, and no credit does"
		}
	}
	return first, fmt.Sprintf("it is of %s, before all others", first.Published.Latest)
}

// credited reports whether every page but own ones names own's agency, and none is
// known to be earlier.
func credited(pages []Page, own *Page) bool {
	for i := range pages {
		p := &pages[i]
		if p.ID != own.ID && (p.Agency != own.Agency || before(p, own)) {
			return false
		}
	}
	return true
}

// before reports whether a is known to be of an earlier day than b.
func before(a, b *Page) bool {
	return a.Published.Latest != "" && b.Published.Earliest != "" && a.Published.Latest < b.Published.Earliest && a.Published.Basis != readout.Capture
}

func carrier(p, first *Page, pages []Page, texts []TextPair) Carrier {
	c := Carrier{Page: p.ID, Role: Carries}
	if first != nil && p.ID == first.ID {
		c.Role = Original
		_, c.Reason = original(pages)
		return c
	}
	t, other := nearest(p.ID, first, texts)
	if t == nil {
		return c
	}
	c.Of = readout.Opt(other)
	mine, theirs := t.ShareA, t.ShareB
	onlyMine, onlyTheirs := len(t.OnlyA), len(t.OnlyB)
	if t.B == p.ID {
		mine, theirs, onlyMine, onlyTheirs = theirs, mine, onlyTheirs, onlyMine
	}
	c.Reason = fmt.Sprintf("%.0f%% of it stands there, with %.0f%% of what stands there; %s, lacks %d, has %d of its own",
		100*mine, 100*theirs, count(t.exact(), "paragraph")+" word for word", onlyTheirs, onlyMine)
	if first == nil || other != first.ID {
		return c
	}
	c.Role = roleOf(p, first, mine, theirs)
	return c
}

// roleOf names what p does with the text of first: mine is the share of p that first has.
func roleOf(p, first *Page, mine, theirs float64) Role {
	house := p.Publisher != "" && p.Publisher == first.Publisher
	switch {
	case house && before(first, p) && min(mine, theirs) < unchanged:
		return Updated
	case mine >= wholeShare && theirs >= wholeShare:
		return Reprint
	case theirs < mine && theirs < wholeShare && float64(p.Words) < wholeShare*float64(first.Words):
		return Abridged
	case house || mine < pieceShare:
		return Updated
	}
	return Reprint
}

// nearest returns the comparison of a page with the original, or else the one that shares
// most, and the other page.
func nearest(id readout.PageID, first *Page, texts []TextPair) (*TextPair, readout.PageID) {
	var best *TextPair
	var with readout.PageID
	for i := range texts {
		t := &texts[i]
		other := t.B
		switch id {
		case t.A:
		case t.B:
			other = t.A
		default:
			continue
		}
		if first != nil && other == first.ID {
			return t, other
		}
		if best == nil || t.ShareA+t.ShareB > best.ShareA+best.ShareB {
			best, with = t, other
		}
	}
	return best, with
}

func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
