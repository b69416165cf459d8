package quote

import (
	"fmt"
	"strings"

	"readout"
)

// meaning words the verdict with its scope, and no more than it holds.
func (r *Report) meaning(rests []Find) string {
	scope := r.Scope.Words()
	if r.Verdict == Unattributed {
		scope += "." + strings.TrimSuffix(onlyEarlier(nil, r.Pages), ".")
	} else {
		scope += "." + strings.TrimSuffix(onlyEarlier(rests, nil), ".")
	}
	scope = strings.TrimSuffix(scope, ".")
	by := ""
	if r.Speaker != "" {
		by = fmt.Sprintf(" by %s", r.Speaker)
	}
	switch r.Verdict {
	case Exact:
		return fmt.Sprintf("Word for word in %s%s. Searched: %s.", count(len(r.Exact), "statement"), by, scope)
	case Near:
		turned := ""
		if denied := r.denied(); denied > 0 {
			turned = fmt.Sprintf(" In %d of them a negation differs.", denied)
		}
		return fmt.Sprintf("Not word for word: nearly the same words in %s%s.%s Searched: %s.", count(len(r.Near), "statement"), by, turned, scope)
	case SomeoneElse:
		paraphrase := ""
		if len(r.Paraphrases) > 0 {
			paraphrase = fmt.Sprintf(" There is a paraphrase%s.", of(r.Speaker))
		}
		return fmt.Sprintf("Not found as words%s; these or nearly these words are somebody else's.%s Searched: %s.", by, paraphrase, scope)
	case Paraphrase:
		return fmt.Sprintf("A paraphrase only: these are the words of whoever tells it, not a quotation%s. Searched: %s.", of(r.Speaker), scope)
	case Unattributed:
		return fmt.Sprintf("Not found as anybody's words%s; they stand on %s outside of statements. Searched: %s.", by, count(len(r.Pages), "page"), scope)
	}
	return fmt.Sprintf("Not found%s. That says nothing of other pages. Searched: %s.", by, scope)
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

// Words says what was searched: "3 pages from 2023-05-01 to 2023-05-08". The days are those
// of the pages that have some.
func (s *Scope) Words() string {
	out := count(s.Pages, "page")
	days := ""
	switch {
	case s.Earliest != "" && s.Earliest == s.Latest:
		days = " of " + string(s.Earliest)
	case s.Earliest != "":
		days = fmt.Sprintf(" from %s to %s", s.Earliest, s.Latest)
	}
	if s.Bounded > 0 {
		days += fmt.Sprintf(" (%d of them not known to the day)", s.Bounded)
	}
	switch {
	case s.Undated == 0:
		return out + days
	case s.Undated == s.Pages:
		return out + " without a known day"
	}
	return fmt.Sprintf("%s, %d of them%s and %d without a known day", out, s.Pages-s.Undated, days, s.Undated)
}

func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
