package statement

import (
	"slices"
	"strings"

	"readout"
)

// ownPage gives the statements of a page that their occasion published the setting which that
// is: of the report of a sitting, a speech; of a release by an organisation that no actor file
// has, a statement.
func (b *builder) ownPage() {
	if b.ofSitting() {
		for i := range b.done {
			if b.done[i].Setting == "" {
				b.done[i].Setting = "speech"
			}
		}
		return
	}
	if len(b.done) == 0 || !b.headedRelease() && (b.publisher != nil || b.from[0].f.paragraph > 2 || !b.byPublisher(0)) {
		return
	}
	for i := range b.done {
		s := &b.done[i]
		if s.Setting == "" && !b.from[i].toUs() && !b.from[i].f.reported(&b.from[i]) && (b.byPublisher(i) || s.Kind == readout.Direct) {
			s.Setting = "statement"
		}
	}
}

// headedRelease reports whether the headline or the first line calls a page a release.
func (b *builder) headedRelease() bool {
	line, _, _ := strings.Cut(strings.TrimSpace(b.in.Article.Text), "\n")
	for _, head := range []string{string(b.in.Article.Headline), line} {
		head = strings.ToLower(head)
		for _, name := range []string{"statement by ", "press release", "communiqué", "communique"} {
			if strings.HasPrefix(head, name) {
				return true
			}
		}
	}
	return false
}

// ofSitting reports whether a page is the report of a sitting by the house that sat: its
// publisher is named for one, and its headline or first sentence is about a debate or questions.
func (b *builder) ofSitting() bool {
	if !anySettingWord("floor", string(b.in.Article.Publisher)) || len(b.a.frames) == 0 {
		return false
	}
	first := &b.a.frames[0]
	return anySettingWord("sitting", string(b.in.Article.Headline)) || strings.Contains(strings.ToLower(string(b.in.Article.Headline)), "questions") || first.anyOf("sitting", 0, len(first.items))
}

// anySettingWord reports whether a word of a text is in a list of settings.tsv, also as the stem of
// an adjective: "Parliamentary".
func anySettingWord(list, text string) bool {
	for _, w := range wordsOf(text) {
		if isSettingWord(list, w) || isSettingWord(list, strings.TrimSuffix(w, "ary")) {
			return true
		}
	}
	return false
}

// byPublisher reports whether the source of statement i is the page's publisher: by its name or
// the beginning of it, by its last word behind "the", or as "we" outside of quotations.
func (b *builder) byPublisher(i int) bool {
	s := &b.done[i]
	if len(s.Source) != 1 {
		return false
	}
	is, name := wordsOf(s.Source[0].Text), wordsOf(string(b.in.Article.Publisher))
	if len(is) == 0 || len(name) == 0 {
		return false
	}
	if len(is) == 1 && is[0] == "we" {
		return s.Kind != readout.Direct
	}
	if is[0] == "the" && name[0] != "the" {
		is = is[1:]
		if len(is) == 1 && nouns()[is[0]]&institution != 0 && slices.Contains(name, is[0]) {
			return true // "the council"
		}
	}
	shared := 0
	for shared < len(is) && shared < len(name) && is[shared] == name[shared] {
		shared++
	}
	return shared == len(is) && shared > 1
}
