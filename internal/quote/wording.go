package quote

import (
	"fmt"
	"strings"

	"readout"
)

// meaning words the verdict with its scope, and no more than it holds.
func (r *Report) meaning() string {
	scope := r.Scope.Words()
	by := ""
	if r.Speaker != "" {
		by = fmt.Sprintf(" by %s", r.Speaker)
	}
	switch r.Verdict {
	case Exact:
		return fmt.Sprintf("Word for word in %s%s, in %s.", count(len(r.Exact), "statement"), by, scope)
	case Near:
		turned := ""
		if denied := r.denied(); denied > 0 {
			turned = fmt.Sprintf(" In %d of them a negation differs.", denied)
		}
		return fmt.Sprintf("Not word for word: nearly the same words in %s%s, in %s.%s", count(len(r.Near), "statement"), by, scope, turned)
	case SomeoneElse:
		paraphrase := ""
		if len(r.Paraphrases) > 0 {
			paraphrase = fmt.Sprintf(" There is a paraphrase%s.", of(r.Speaker))
		}
		return fmt.Sprintf("Not found as words%s in %s; these or nearly these words are somebody else's.%s", by, scope, paraphrase)
	case Paraphrase:
		return fmt.Sprintf("A paraphrase only, in %s. These are the words of whoever tells it, not a quotation%s.", scope, of(r.Speaker))
	case Unattributed:
		return fmt.Sprintf("Not found as anybody's words%s in %s; they stand on %s outside of statements.", by, scope, count(len(r.Pages), "page"))
	}
	return fmt.Sprintf("Not found%s in %s. That says nothing of other pages.", by, scope)
}

// denied counts the near finds in which a negation differs.
func (r *Report) denied() int {
	n := 0
	for _, f := range r.Near {
		if f.Negation {
			n++
		}
	}
	return n
}

func of(speaker readout.Opt) string {
	if speaker == "" {
		return ""
	}
	return " of " + string(speaker)
}

// Words says what was searched: "3 pages from 2023-05-01 to 2023-05-08".
func (s *Scope) Words() string {
	out := count(s.Pages, "page")
	switch {
	case s.Earliest != "" && s.Earliest == s.Latest:
		out += " of " + string(s.Earliest)
	case s.Earliest != "":
		out += fmt.Sprintf(" from %s to %s", s.Earliest, s.Latest)
	}
	var notes []string
	if s.Bounded > 0 {
		notes = append(notes, fmt.Sprintf("%d of them on a day not known more closely", s.Bounded))
	}
	if s.Undated > 0 {
		notes = append(notes, fmt.Sprintf("%d of them without a known day", s.Undated))
	}
	if len(notes) > 0 {
		out += " (" + strings.Join(notes, ", ") + ")"
	}
	return out
}

func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
