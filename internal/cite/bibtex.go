package cite

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"readout/internal/store"
)

// BibTeX returns the article as an entry that BibTeX and biblatex read, in UTF-8, ended
// by a line break. Keys are unique in a record.
func BibTeX(h *store.Hit) string {
	w := workOf(h)
	var b strings.Builder
	fmt.Fprintf(&b, "@misc{%s,\n", key(h, w))
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %s = {%s},\n", name, value)
		}
	}
	var authors []string
	for _, a := range w.authors {
		if a.literal != "" {
			authors = append(authors, "{"+latex(a.literal)+"}")
		} else {
			authors = append(authors, latex(bibName(a)))
		}
	}
	field("author", strings.Join(authors, " and "))
	if w.title != "" {
		field("title", "{"+latex(w.title)+"}") // the braces keep its capitals
	}
	field("howpublished", latex(w.container))
	s, from, to := stretchOf(w.published)
	if dated(w.published) && from.Year() == to.Year() {
		field("year", fmt.Sprint(from.Year()))
		if from.Month() == to.Month() {
			fmt.Fprintf(&b, "  month = %s,\n", strings.ToLower(from.Format("Jan")))
		}
		if s == day {
			field("day", fmt.Sprint(from.Day()))
		}
	}
	field("url", w.url)
	field("urldate", string(w.saved))
	field("language", latex(clean(string(h.Article.Language))))
	text := note(h, w)
	if s == between {
		text = join(text, "Published "+stop(When(w.published)))
	}
	field("note", latex(text))
	b.WriteString("}\n")
	return b.String()
}

// bibName is a name in the order that BibTeX takes apart without guessing.
func bibName(a author) string {
	if a.suffix != "" {
		return a.family + ", " + a.suffix + ", " + a.given
	}
	return a.family + ", " + a.given
}

// key is the entry's: who or where, the year, and the statement's id, which tells apart
// what is else alike.
func key(h *store.Hit, w work) string {
	who := w.container
	if len(w.authors) > 0 {
		who = w.authors[0].family + w.authors[0].literal
	}
	when := "nd"
	if _, from, to := stretchOf(w.published); dated(w.published) && from.Year() == to.Year() {
		when = fmt.Sprint(from.Year())
	}
	return plainLetters(who, 24) + when + "-" + plainLetters(string(h.Statement.ID), 64)
}

// plainLetters returns up to n ASCII letters and digits of s, in lower case.
func plainLetters(s string, n int) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if b.Len() == n {
			break
		}
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// latexEscapes write what LaTeX would take for a command. Braces are written by their
// names, as BibTeX counts them even where they are escaped.
var latexEscapes = strings.NewReplacer(
	`\`, `\textbackslash{}`, `{`, `\textbraceleft{}`, `}`, `\textbraceright{}`,
	`&`, `\&`, `%`, `\%`, `$`, `\$`, `#`, `\#`, `_`, `\_`,
	`~`, `\textasciitilde{}`, `^`, `\textasciicircum{}`,
	`<`, `\textless{}`, `>`, `\textgreater{}`, `|`, `\textbar{}`,
)

func latex(s string) string { return latexEscapes.Replace(clean(s)) }
