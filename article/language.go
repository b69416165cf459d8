package article

import (
	"math/bits"
	"strings"
	"unicode"

	"readout"
)

// Limits of language detection: how much text is looked at, in bytes, how many words it
// takes to be sure, and how many are a sentence.
const (
	languageSample = 8 << 10
	languageWords  = 8
	sentenceWords  = 30
)

// readLanguage fills in the language of the body, by what is written there. What the
// page declares decides only where the text is too short or could be several.
func (p *page) readLanguage() {
	sample := clip(p.result.Article.Text, languageSample)
	if len(sample) < 200 {
		sample = string(p.result.Article.Headline) + "\n" + sample
	}
	lang, sure := languageOf(sample)
	if !sure {
		if declared, _, _ := strings.Cut(p.declaredLanguage(), "-"); declared != "" && compatible(declared, sample) {
			lang = declared
		}
	}
	p.result.Article.Language = readout.Opt(lang)
}

// declaredLanguage returns the language that the page says it is in, in BCP 47.
func (p *page) declaredLanguage() string {
	candidates := []string{p.signs().lang, p.meta("og:locale"), p.meta("content-language", "dc.language", "language", "inlanguage")}
	if n := p.mainLD(); n != nil {
		candidates = append(candidates, n.str("inLanguage"))
	}
	for _, c := range candidates {
		if tag := bcp47(c); tag != "" {
			return tag
		}
	}
	return ""
}

// bcp47 returns a declared language as "xx" or "xx-YY", or "" where it is none.
func bcp47(s string) string {
	s = strings.TrimSpace(strings.ReplaceAll(s, "_", "-"))
	lang, rest, _ := strings.Cut(s, "-")
	if len(lang) < 2 || len(lang) > 3 || !isASCIILetters(lang) {
		return ""
	}
	lang = strings.ToLower(lang)
	if len(rest) == 2 && isASCIILetters(rest) {
		return lang + "-" + strings.ToUpper(rest)
	}
	return lang
}

func isASCIILetters(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// compatible reports whether text can be in the declared language, by its script.
func compatible(declared, text string) bool {
	script := mainScript(text)
	if script == nil {
		return true
	}
	base, _, _ := strings.Cut(declared, "-")
	for _, s := range scripts {
		if s.table == script && s.languages != "" {
			return strings.Contains(" "+s.languages+" ", " "+base+" ")
		}
	}
	return script == unicode.Latin && !strings.Contains(otherScripts, " "+base+" ")
}

// languageOf returns the language of a text in BCP 47, or "", and whether the text
// leaves no doubt.
func languageOf(text string) (lang string, sure bool) {
	script := mainScript(text)
	if script == nil {
		return "", false
	}
	for _, s := range scripts {
		if s.table == script && s.languages != "" && !strings.Contains(s.languages, " ") {
			return s.languages, true
		}
	}
	return byWords(text)
}

// mainScript returns the script of most letters in text, or nil where there are none.
// Japanese is told from Chinese by its syllables.
func mainScript(text string) *unicode.RangeTable {
	var counts [len(scripts)]int
	total, last := 0, 0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		total++
		if r < 0x250 {
			counts[0]++ // Latin stands first
			continue
		}
		if last > 0 && unicode.Is(scripts[last].table, r) {
			counts[last]++
			continue
		}
		for i := range scripts {
			if unicode.Is(scripts[i].table, r) {
				counts[i]++
				last = i
				break
			}
		}
	}
	if kana := counts[hiragana] + counts[katakana]; kana > 0 && kana*20 > counts[han] {
		counts[hiragana] += counts[han] + counts[katakana]
	}
	best := 0
	for i, n := range counts {
		if n > counts[best] {
			best = i
		}
	}
	if total == 0 || counts[best] == 0 {
		return nil
	}
	return scripts[best].table
}

// byWords tells languages that share a script by their commonest words and the letters
// that only some of them have.
func byWords(text string) (string, bool) {
	var scores [len(languages)]float64
	words := 0
	for w := range strings.FieldsFuncSeq(text, notInWord) {
		words++
		addTo(&scores, commonWords[strings.ToLower(strings.Trim(w, "'’"))], 1)
		for _, r := range w {
			if r >= 0x80 {
				addTo(&scores, commonLetters[unicode.ToLower(r)], 0.3)
			}
		}
	}
	best, second := -1, -1
	if words <= sentenceWords {
		scores[english] += inflected(text)
	}
	for i := range scores {
		switch {
		case best < 0 || scores[i] > scores[best]:
			best, second = i, best
		case second < 0 || scores[i] > scores[second]:
			second = i
		}
	}
	// A sentence may have a single common word; a list of names in many lines has too few.
	if scores[best] == 0 || words > sentenceWords && scores[best] < 0.04*float64(words) {
		return "", false
	}
	sure := words >= languageWords && scores[best] >= 1.5 && scores[best] >= 1.15*scores[second]
	return languages[best].tag, sure
}

// inflected is how much the endings of a short text's words speak for English, which has
// few common words in a headline: "Kestria expelled four Velmoran diplomats".
func inflected(text string) float64 {
	score := 0.0
	for w := range strings.FieldsFuncSeq(text, notInWord) {
		low := strings.ToLower(w)
		if len(w) > 4 && (strings.HasSuffix(low, "ed") || strings.HasSuffix(low, "ing") || strings.HasSuffix(low, "'s") || strings.HasSuffix(low, "’s")) {
			score += endingWeight
		}
	}
	return score
}

// english is the place of English among the languages; endingWeight is the weight of an English ending beside that of a common word, 1.
const (
	english      = 0
	endingWeight = 0.4
)

func notInWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’' && r != '\u200c'
}

// addTo adds weight to the languages in the set, less the more there are.
func addTo(scores *[len(languages)]float64, set uint64, weight float64) {
	weight /= float64(max(bits.OnesCount64(set), 1))
	for ; set != 0; set &= set - 1 {
		scores[bits.TrailingZeros64(set)] += weight
	}
}
