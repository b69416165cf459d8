// Package cite words a statement of the record as a citation.
//
// What comes in is a [store.Hit]; what goes out is a reference to the article that it
// stands in, in the forms that writers and their programs use, with who said it and who
// relayed it kept apart from who wrote and who published. Nothing is made up: an article
// whose day is not known is "n.d.", an interval is worded as one, the day on which a page
// was saved is only ever the day of access, and words stand in quotation marks only where
// the article has them as somebody's own. [Link] and [Selectors] point at the words on
// their page. All functions are pure and safe for concurrent use.
package cite

import (
	"encoding/json"

	"readout/internal/store"
)

// A Style is a form of citation.
type Style string

// The styles.
const (
	StyleAPA     Style = "apa"      // reference list of the APA, 7th edition
	StyleChicago Style = "chicago"  // notes of the Chicago Manual of Style, 17th edition
	StyleBibTeX  Style = "bibtex"   // an entry for BibTeX and biblatex
	StyleCSL     Style = "csl-json" // an item for citation processors
	StyleRIS     Style = "ris"      // a record for reference managers
	StylePlain   Style = "text"     // a line for people, with the words themselves
	StyleLink    Style = "link"     // the address of the words on their page
)

// A Citation is a statement in one style.
type Citation struct {
	Style Style  `json:"style"`
	Name  string `json:"name"` // of the style, for people
	Text  string `json:"text"`
}

// All returns a statement in every style, the ones for people first. A link is left out
// where the page has no address.
func All(h *store.Hit) []Citation {
	item, _ := json.MarshalIndent(CSL(h), "", "  ") // an Item has only strings and numbers
	all := []Citation{
		{StylePlain, "Text", Plain(h)},
		{StyleAPA, "APA", APA(h)},
		{StyleChicago, "Chicago", Chicago(h)},
		{StyleBibTeX, "BibTeX", BibTeX(h)},
		{StyleCSL, "CSL-JSON", string(item)},
		{StyleRIS, "RIS", RIS(h)},
	}
	if link := Link(h); link != "" {
		all = append(all, Citation{StyleLink, "Link", link})
	}
	return all
}
