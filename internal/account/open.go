package account

import (
	"slices"

	"readout"
	"readout/internal/link"
	"readout/text"
)

// PagesOf makes of an event and the records of its members' pages what [Compare] reads.
// Annotate analyses an article's text as the pages' readers did.
func PagesOf(ev link.Event, recs []readout.Record, annotate func(string) *text.Document) []Page {
	var out []Page
	for i := range recs {
		p := Page{Record: &recs[i]}
		for _, m := range ev.Members {
			if m.Page == recs[i].Page.ID && !slices.Contains(p.Events, m.Event) {
				p.Events = append(p.Events, m.Event)
			}
		}
		if len(p.Events) == 0 {
			continue
		}
		p.Document = annotate(recs[i].Article.Text)
		out = append(out, p)
	}
	return out
}
