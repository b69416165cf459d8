package quote

import (
	"slices"

	"readout"
)

// unrepeat marks what is found in earlier versions of articles, and leaves out what the
// newest version says, too.
func (a *Ask) unrepeat(r *Report) {
	lists := []*readout.List[Find]{&r.Exact, &r.Near, &r.SomeoneElse, &r.Paraphrases, &r.Shortened}
	newest := make(map[readout.PageID][]Find) // finds by their pages
	for _, l := range lists {
		for i := range *l {
			f := &(*l)[i]
			if f.Newer = readout.Opt(a.Newer[f.Page.ID]); f.Newer == "" {
				newest[f.Page.ID] = append(newest[f.Page.ID], *f)
			}
		}
	}
	for _, l := range lists {
		*l = slices.DeleteFunc(*l, func(f Find) bool {
			return f.Newer != "" && slices.ContainsFunc(newest[readout.PageID(f.Newer)], func(g Find) bool { return g.cost <= f.cost && sameSpeaker(&f, &g) })
		})
	}
	pages := make(map[readout.PageID]bool)
	for _, p := range a.Pages {
		pages[p.Page.ID] = true
	}
	r.Pages = slices.DeleteFunc(r.Pages, func(p PageFind) bool { return pages[readout.PageID(p.Newer)] })
}

func sameSpeaker(f, g *Find) bool {
	if f.Speaker == nil || g.Speaker == nil {
		return f.Speaker == g.Speaker
	}
	return f.Speaker.Name == g.Speaker.Name
}

// onlyEarlier says where all that a verdict rests on stands in earlier versions of articles.
func onlyEarlier(list []Find, pages []PageFind) string {
	if len(list)+len(pages) == 0 || slices.ContainsFunc(list, func(f Find) bool { return f.Newer == "" }) ||
		slices.ContainsFunc(pages, func(p PageFind) bool { return p.Newer == "" }) {
		return ""
	}
	return " They stood in an earlier version only: the article was changed since, and does not say so any more (readout versions)."
}
