package statement

import (
	"slices"
	"strings"

	"readout"
)

// toOutlet reports whether something was told to an outlet: "told the Lurra Gazette".
func toOutlet(p *readout.Party) bool {
	if p == nil {
		return false
	}
	n, _ := nounOf(strings.ToLower(lastWord(p.Name)))
	return p.Type == "outlet" || n&outletNoun != 0 || p.Type == "organisation" && isOfSort(p.Name, "outlet")
}

// grounded reports whether something ties a statement to an occasion of a setting, beside that the
// page has words for one: the rules do, the headline or the statement's paragraph names it, its
// speaker is named beside one or spoke there before.
func (c *chooser) grounded(i int, said string) bool {
	n := slices.Index(settings, said)
	if n < 0 || said == string(c.rules[i]) || said == string(c.local[i]) || c.official || c.head&(1<<n) != 0 {
		return true
	}
	if c.from[i].polled() || said == "speech" && (toOutlet(c.done[i].Addressee) || c.leftFor(c.from[i].f)) {
		return false
	}
	if last := c.lastOfSpeaker(); last >= 0 && string(c.done[last].Setting) == said {
		return true
	}
	par := c.from[i].f.paragraph
	return slices.ContainsFunc(c.occasions, func(o occasion) bool {
		return o.setting == n && !o.thing && o.sure && (par-o.f.paragraph <= 3 && par >= o.f.paragraph || slices.ContainsFunc(c.keys, func(k string) bool { return slices.Contains(o.who, k) }))
	})
}
