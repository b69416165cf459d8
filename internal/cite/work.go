package cite

import (
	"strings"
	"unicode"

	"readout"
	"readout/internal/store"
)

// A work is the article that a statement stands in, as a bibliography sees it.
type work struct {
	authors   []author // of the byline, else the agency; may be empty
	title     string
	container string // the outlet, or ""
	url       string // of the web, without a text fragment, or ""
	published readout.Interval
	saved     readout.Day // the day of access, or ""
}

func workOf(h *store.Hit) work {
	w := work{
		title:     clean(string(h.Article.Headline)),
		container: clean(string(h.Article.Publisher)),
		url:       Address(string(h.Page.URL)),
		published: known(h.Article.Published),
	}
	if h.Page.Captured.Valid() {
		w.saved = h.Page.Captured
	}
	for _, name := range h.Article.Byline {
		if name = clean(name); name != "" {
			w.authors = append(w.authors, authorOf(name))
		}
	}
	if agency := clean(string(h.Article.Agency)); len(w.authors) == 0 && agency != "" && agency != w.container {
		w.authors = []author{{literal: agency}}
	}
	return w
}

// known takes from an interval what is no day of publication: that it was before the page
// was saved, and days that no calendar has.
func known(i readout.Interval) readout.Interval {
	if i.Basis == readout.Capture || i.Basis == readout.None {
		return readout.Interval{}
	}
	if !i.Earliest.Valid() {
		i.Earliest = ""
	}
	if !i.Latest.Valid() || i.Latest < i.Earliest {
		i.Latest = ""
	}
	return i
}

// Voice words who says it and everybody who relays it, for where no reference stands
// beside it: "Ana Lim, Foreign Ministry spokesperson, as relayed by the press service".
func Voice(h *store.Hit) string { return voice(h, work{}) }

// voice words who says it and who relays it: "Ana Lim, Foreign Ministry spokesperson, as
// relayed by the press service". Who is named as the article's author or outlet already
// is not repeated.
func voice(h *store.Hit, w work) string {
	var words strings.Builder
	words.WriteString(speaker(h.Statement.Speaker))
	for _, p := range h.Statement.Chain {
		if name := clean(p.Name); name != "" && !w.names(name) {
			words.WriteString(", as relayed by " + name)
		}
	}
	return words.String()
}

func speaker(p *readout.Party) string {
	if p == nil || clean(p.Name) == "" {
		return "speaker not known"
	}
	name, office := clean(p.Name), clean(string(p.Office))
	if office == "" || strings.EqualFold(office, name) {
		return name
	}
	return name + ", " + office
}

// names reports whether a reference to the work says the name.
func (w work) names(name string) bool {
	return name == w.container || len(w.authors) == 1 && w.authors[0].literal == name
}

// clean puts foreign text on one line, without control characters and those that turn
// the direction of what follows.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
