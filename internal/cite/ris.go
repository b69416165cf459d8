package cite

import (
	"fmt"
	"strings"

	"readout/internal/store"
)

// RIS returns the article as a record of the RIS format, its lines ended as the format
// has them.
func RIS(h *store.Hit) string {
	w := workOf(h)
	var b strings.Builder
	line := func(tag, value string) {
		if value != "" {
			b.WriteString(tag + "  - " + value + "\r\n")
		}
	}
	line("TY", "NEWS")
	line("ID", "readout-"+clean(string(h.Statement.ID)))
	for _, a := range w.authors {
		line("AU", a.inverted())
	}
	line("TI", w.title)
	line("T2", w.container)
	s, from, to := stretchOf(w.published)
	if dated(w.published) && from.Year() == to.Year() {
		line("PY", fmt.Sprint(from.Year()))
	}
	switch s {
	case day:
		line("DA", from.Format("2006/01/02")+"/")
	case month:
		line("DA", from.Format("2006/01")+"//")
	}
	line("UR", w.url)
	line("Y2", strings.ReplaceAll(string(w.saved), "-", "/"))
	line("LA", clean(string(h.Article.Language)))
	text := note(h, w)
	if s == between {
		text = join(text, "Published "+stop(When(w.published)))
	}
	line("N1", text)
	b.WriteString("ER  - \r\n")
	return b.String()
}
