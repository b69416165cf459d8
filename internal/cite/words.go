package cite

import (
	"strings"
	"unicode/utf8"

	"readout"
	"readout/internal/store"
)

// Words returns what was said, on one line: in quotation marks where the article has it
// as the speaker's own words, as it stands there where only parts are, and without marks
// around it where it is a paraphrase. Pieces that stand apart are joined by " … ".
func Words(s *readout.Statement) string {
	var parts []string
	for _, sp := range s.Content {
		text := clean(sp.Text)
		switch s.Kind {
		case readout.Direct:
			text = "“" + ended(bare(text)) + "”"
		case readout.Indirect:
			text = ended(bare(text))
		}
		if text != "" && text != "“”" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, " … ")
}

// ended takes off a comma at the end, which is of the article's sentence.
func ended(s string) string { return strings.TrimSuffix(s, ",") }

const (
	doubleMarks = "\"“”„‟«»〝〞「」『』＂"
	singleMarks = "'‘’‚‛‹›"
)

// bare takes off the quotation marks around a text. One that only opens or only closes is
// taken off too: the rest of the quotation stands elsewhere.
func bare(s string) string {
	n := 0
	for _, r := range s {
		if strings.ContainsRune(doubleMarks, r) {
			n++
		}
	}
	first, width := utf8.DecodeRuneInString(s)
	last, lastWidth := utf8.DecodeLastRuneInString(s)
	switch {
	case len(s) < width+lastWidth:
		return strings.Trim(s, doubleMarks)
	case strings.ContainsRune(doubleMarks, first):
		s = s[width:]
		if strings.ContainsRune(doubleMarks, last) {
			s = s[:len(s)-lastWidth]
		}
	case strings.ContainsRune(doubleMarks, last) && n%2 == 1:
		s = s[:len(s)-lastWidth]
	case strings.ContainsRune(singleMarks, first) && strings.ContainsRune(singleMarks, last):
		s = s[width : len(s)-lastWidth]
	}
	return strings.TrimSpace(s)
}

// How says in what way the article has what somebody said: "quoted", "paraphrased".
func How(k readout.Kind) string {
	switch k {
	case readout.Direct:
		return "quoted"
	case readout.Mixed:
		return "quoted in part"
	case readout.Question:
		return "question reported"
	case readout.Refusal:
		return "refusal reported"
	}
	return "paraphrased"
}

// account words a statement with who made it, and when where that is not the article's
// day: "Ana Lim, Foreign Ministry spokesperson, quoted: “No.”".
func account(h *store.Hit, w work) string {
	text := voice(h, w)
	if when := said(h.Said, w.published); when != "" {
		text += ", " + when
	}
	text += ", " + How(h.Statement.Kind)
	if words := Words(&h.Statement); words != "" {
		text += ": " + words
	}
	return text
}
