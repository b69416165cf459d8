package cite

import (
	"strings"

	"readout/internal/store"
)

// Plain returns a statement in a line for people: who said it, the words, where they
// stand, and the address of the words where the page has one.
func Plain(h *store.Hit) string { return join(Line(h), Link(h)) }

// Line is Plain without the address.
func Line(h *store.Hit) string {
	w := workOf(h)
	var parts []string
	add := func(s string) {
		if s != "" {
			parts = append(parts, s)
		}
	}
	add(names(w.authors, "and", author.full))
	if w.title != "" {
		add("“" + inner(w.title) + "”")
	}
	add(w.container)
	switch {
	case dated(w.published):
		add(When(w.published))
	default:
		add("n.d." + limit(w))
		if w.saved != "" {
			add("saved " + longDate(w.saved))
		}
	}
	return join(stop(account(h, w)), stop(strings.Join(parts, ", ")))
}

// APA returns the article's entry in a reference list as the APA's manual has it, with the
// statement named in the brackets after the title.
func APA(h *store.Hit) string {
	w := workOf(h)
	date := "n.d." + limit(w)
	if dated(w.published) {
		date = apaDate(w)
	}
	title := join(w.title, "["+label(h, w)+"]")
	who, container := apaAuthors(w.authors), w.container
	if who == "" && container != "" {
		who, container = container, ""
	}
	place := w.url
	if !dated(w.published) && w.saved != "" && w.url != "" {
		place = "Retrieved " + longDate(w.saved) + ", from " + w.url
	}
	if who == "" { // the title moves to the place of the author
		return join(stop(title), "("+date+").", stop(container), place)
	}
	return join(stop(who), "("+date+").", stop(title), stop(container), place)
}

func apaDate(w work) string {
	s, from, _ := stretchOf(w.published)
	switch s {
	case day:
		return from.Format("2006, January 2")
	case month:
		return from.Format("2006, January")
	}
	return When(w.published)
}

// maxAuthors is how many authors the APA's manual lists before it leaves some out.
const maxAuthors = 20

func apaAuthors(all []author) string {
	if len(all) > maxAuthors {
		return names(all[:maxAuthors-1], ",", author.initials) + ", . . . " + all[len(all)-1].initials()
	}
	if len(all) == 2 {
		return all[0].initials() + ", & " + all[1].initials()
	}
	return names(all, "&", author.initials)
}

// label says in what way the article has the statement, and whose it is.
func label(h *store.Hit, w work) string {
	text := upper(How(h.Statement.Kind)) + ": " + voice(h, w)
	if when := said(h.Said, w.published); when != "" {
		text += ", " + when
	}
	return text
}

// Chicago returns a note as the Chicago Manual of Style has it for what is quoted in
// another's work: the speaker first, then the article.
func Chicago(h *store.Hit) string {
	w := workOf(h)
	opening := voice(h, w)
	if when := said(h.Said, w.published); when != "" {
		opening += ", " + when
	}
	opening += ", " + How(h.Statement.Kind) + " in "
	var parts []string
	switch {
	case len(w.authors) > 3:
		parts = append(parts, w.authors[0].full()+" et al.")
	case len(w.authors) > 0:
		parts = append(parts, names(w.authors, "and", author.full))
	}
	title := "an article without a headline"
	if w.title != "" {
		title = "“" + inner(w.title) + ",”"
	}
	note := join(comma(parts), title)
	if w.title == "" {
		note += ","
	}
	var rest []string
	if w.container != "" {
		rest = append(rest, w.container)
	}
	if dated(w.published) {
		rest = append(rest, When(w.published))
	} else {
		rest = append(rest, "n.d."+limit(w))
		if w.saved != "" {
			rest = append(rest, "accessed "+longDate(w.saved))
		}
	}
	if w.url != "" {
		rest = append(rest, w.url)
	}
	return stop(opening + join(note, strings.Join(rest, ", ")))
}

// limit words what is known of a day that is not known: " (by May 2, 2023)".
func limit(w work) string {
	if when := When(w.published); when != "" {
		return " (" + when + ")"
	}
	return ""
}

func comma(parts []string) string {
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, ", ") + ","
}

// names lists authors, the last one after a word.
func names(all []author, last string, form func(author) string) string {
	parts := make([]string, len(all))
	for i, a := range all {
		parts[i] = form(a)
	}
	n := len(parts)
	switch {
	case last == ",":
		return strings.Join(parts, ", ")
	case n < 2:
		return strings.Join(parts, "")
	case n == 2:
		return parts[0] + " " + last + " " + parts[1]
	}
	return strings.Join(parts[:n-1], ", ") + ", " + last + " " + parts[n-1]
}

var innerMarks = strings.NewReplacer("“", "‘", "”", "’", "„", "‚", "\"", "'")

// inner gives a text that will stand in double quotation marks single ones.
func inner(s string) string { return innerMarks.Replace(s) }

// stop ends a part of a reference with a full stop where it has no other end.
func stop(s string) string {
	end := strings.TrimRight(s, "“”„‘’«»\"')")
	if s == "" || strings.HasSuffix(end, ".") || strings.HasSuffix(end, "?") || strings.HasSuffix(end, "!") {
		return s
	}
	return s + "."
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// join joins what is not empty by a space.
func join(parts ...string) string {
	var b strings.Builder
	for _, p := range parts {
		if p == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(p)
	}
	return b.String()
}
