package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"readout"
)

// Limits of a publisher's or an agency's name, in bytes.
const (
	maxPublisher  = 100
	maxCreditLine = 80
)

// readSource fills in the publisher, whose page it is, and the agency, whose text it is.
// A site that reprints is not the agency; a text that names itself is both where there
// is no site.
func (p *page) readSource() {
	a := &p.result.Article
	own := selfNamed(a.Text)
	a.Publisher = readout.Opt(p.site())
	if a.Publisher == "" {
		a.Publisher = readout.Opt(own)
	}
	if a.Publisher == "" && p.doc == nil {
		a.Publisher = readout.Opt(lowerCapitals(letterhead(p.blocks)))
	}
	for _, agency := range [...]string{agencyOf(string(a.Dateline)), own, p.credited(), p.agencyByline()} {
		if r, _ := utf8.DecodeRuneInString(agency); unicode.IsLetter(r) {
			a.Agency = readout.Opt(agency)
			return
		}
	}
}

// lowerCapitals prints the long words of a name in capitals as names are printed
// elsewhere; short ones may be initials.
func lowerCapitals(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		r, size := utf8.DecodeRuneInString(w)
		switch {
		case w == "OF" || w == "THE" || w == "AND" || w == "FOR":
			words[i] = strings.ToLower(w)
		case utf8.RuneCountInString(w) > 4 || wholeWords[strings.ToLower(w)]:
			words[i] = string(r) + strings.ToLower(w[size:])
		}
	}
	return strings.Join(words, " ")
}

// wholeWords are words of the names of offices that are no initials.
var wholeWords = lexicon(`gulf sea bay lake east west home air army navy law bank fund aid free high city port rail road trade red new`)

// site returns the name that the page gives its site. A host alone is no name, but it
// tells which part of a title is one.
func (p *page) site() string {
	if p.doc == nil {
		return ""
	}
	candidates := []string{p.meta("og:site_name")}
	if n := p.mainLD(); n != nil {
		for _, pub := range n.each("publisher", p.ld()) {
			candidates = append(candidates, pub.str("name"))
		}
	}
	for _, n := range p.ld() {
		if n.is("WebSite", "NewsMediaOrganization") {
			candidates = append(candidates, n.str("name"))
		}
	}
	candidates = append(candidates, p.meta("dc.publisher", "dcterms.publisher"), p.meta("application-name"), p.titleSite(), p.homeSite())
	bare := ""
	for _, c := range candidates {
		switch c = p.siteName(c); {
		case c == "":
		case !isHost(c):
			return c
		case bare == "":
			bare = c
		}
	}
	return bare
}

// siteName cuts a slogan off a site's name.
func (p *page) siteName(s string) string {
	s = strings.TrimPrefix(strings.TrimPrefix(cleanValue(s), "https://"), "http://")
	if segments := segmentsOf(s); len(segments) > 1 {
		s = strings.TrimSpace(segments[0])
		for _, seg := range segments {
			if p.isHostName(seg) {
				s = strings.TrimSpace(seg)
				break
			}
		}
	}
	if len(s) > maxPublisher || !hasLetter(s) || strings.ContainsAny(s, "{}$<>") {
		return ""
	}
	return strings.Trim(s, " /")
}

// titleSite returns the part of the <title> that names the site: the one that the host
// or the link to the front page confirms, or what stands behind or before a headline
// that is printed on the page without it.
func (p *page) titleSite() string {
	title := p.signs().title
	home := squash(p.signs().home)
	for _, cut := range [...]func(string) (string, string, bool){cutLast, cutFirst} {
		part := title
		for range 4 {
			head, tail, ok := cut(part)
			if !ok {
				break
			}
			site, rest := tail, head
			if part = head; len(tail) > len(head) {
				part, site, rest = tail, head, tail
			}
			if p.isHostName(site) || home != "" && squash(site) == home {
				return site
			}
			if squash(rest) == squash(string(p.result.Article.Headline)) && looksLikeSite(site) {
				return site
			}
		}
	}
	return ""
}

// looksLikeSite reports whether what stands beside the headline in a title can be the
// site's name: a few words with capitals, not only those of a section.
func looksLikeSite(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 5 {
		return false
	}
	own := false
	for _, w := range words {
		own = own || !pageWords[strings.ToLower(w)]
	}
	r, _ := utf8.DecodeRuneInString(s)
	return own && unicode.IsUpper(r) && !strings.ContainsAny(s, "0123456789?!,;")
}

// homeSite returns the text of the link to the front page where the page prints it once
// more, as its own name in a footer or a line of copyright.
func (p *page) homeSite() string {
	home := p.signs().home
	if len(home) < 3 || !looksLikeSite(home) {
		return ""
	}
	if p.isHostName(home) {
		return home
	}
	for i := len(p.blocks) - 1; i >= max(0, len(p.blocks)-8); i-- {
		if text := p.blocks[i].text; len(text) < 400 && len(text) > len(home) && strings.Contains(text, home) {
			return home
		}
	}
	return ""
}

func (p *page) isHostName(s string) bool {
	k := squash(s)
	if len(k) < 2 {
		return false
	}
	for _, host := range p.hostNames() {
		if k == host || host != "" && strings.HasPrefix(k, host) || len(k) > 3 && strings.HasPrefix(host, k) {
			return true
		}
	}
	return false
}

func isHost(s string) bool { return !strings.Contains(s, " ") && strings.Contains(s, ".") }

// selfNamed returns the outlet that a text names as its own: "Ilmpress's Port Town
// correspondent reports", ", ILMPRESS has learned". The spelling in capitals is
// preferred, as outlets print their own names so.
func selfNamed(text string) string {
	best := ""
	for _, name := range [...]string{correspondentOf(text), learner(text)} {
		if best == "" || name != "" && shoutedName(name) && !shoutedName(best) && strings.EqualFold(best, name) {
			best = name
		}
	}
	return best
}

// correspondentOf finds "X's ... correspondent reports".
func correspondentOf(text string) string {
	for rest := text; ; {
		i := strings.Index(rest, " correspondent")
		if i < 0 {
			return ""
		}
		before, after := rest[max(0, i-100):i], rest[i+len(" correspondent"):]
		if startsReport(after) {
			if name := possessor(before); name != "" {
				return name
			}
		}
		rest = after
	}
}

// startsReport reports whether a correspondent's report follows.
func startsReport(s string) bool {
	s = strings.TrimPrefix(s, "s") // correspondents
	s = strings.TrimLeft(s, " ")
	for _, verb := range [...]string{"report", "writes", "wrote", "has learn", "learn", "was told", "said in", "noted"} {
		if strings.HasPrefix(s, verb) {
			return true
		}
	}
	return false
}

// possessor returns the name before the last possessive within a few words of the end
// of s.
func possessor(s string) string {
	at := max(strings.LastIndex(s, "'s"), strings.LastIndex(s, "’s"))
	if at < 0 || strings.Count(s[at:], " ") > 4 || strings.ContainsAny(s[at+2:], ".,;:\n") {
		return ""
	}
	return properTail(s[:at])
}

// properTail returns the run of words with capitals at the end of s.
func properTail(s string) string {
	words := strings.Fields(s[strings.LastIndexAny(s, ",.;:\n\"“”(")+1:])
	from := len(words)
	for from > 0 && len(words)-from < 5 {
		w := words[from-1]
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && !unicode.IsDigit(r) {
			break
		}
		from--
	}
	name := strings.Join(words[from:], " ")
	for _, article := range [...]string{"The ", "A ", "An ", "According to ", "To "} {
		name = strings.TrimPrefix(name, article)
	}
	if len(name) < 2 || len(name) > maxPublisher {
		return ""
	}
	return name
}

// learner finds ", OUTLET has learned" at the end of a clause. Only a name in capitals is
// taken there: other bodies learn things too.
func learner(text string) string {
	for rest := text; ; {
		i := strings.Index(rest, " has learn")
		if i < 0 {
			return ""
		}
		before, after := rest[max(0, i-60):i], rest[i+len(" has learn"):]
		after = strings.TrimPrefix(strings.TrimPrefix(after, "ed"), "t")
		comma := strings.LastIndexByte(before, ',')
		clause := strings.HasPrefix(after, ".") || strings.HasPrefix(after, ",") || strings.HasPrefix(after, " from")
		if comma >= 0 && clause {
			if name := strings.TrimSpace(before[comma+1:]); shoutedName(name) && name == properTail(before) {
				return name
			}
		}
		rest = after
	}
}

// shoutedName reports whether a name is printed in capitals.
func shoutedName(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters >= 2
}

// creditLabels stand before the outlet that a text is taken from.
var creditLabels = [...]string{"source:", "sources:", "quelle:", "fuente:", "fonte:", "bron:", "источник:", "джерело:", "mənbə:", "kaynak:", "աղբյուր՝", "წყარო:", "©"}

// credited returns the agency that a line of its own names as the source of the text.
// Captions give the source of the picture, and footers the owner of the site.
func (p *page) credited() string {
	for i := range p.blocks {
		b := &p.blocks[i]
		if p.isCredit(i) {
			return b.text
		}
		if len(b.text) > maxCreditLine || b.node != nil && inside(b.node, atom.Figure, atom.Figcaption, atom.Footer, atom.Aside, atom.Nav) {
			continue
		}
		if p.boxed(b, hintCaption|hintFoot|hintSide|hintRelated) {
			continue
		}
		if name := creditName(b.text); name != "" && !p.namesSite(name) {
			return name
		}
	}
	return ""
}

// isCredit reports whether a block is marked as the credit of the text that it ends.
func (p *page) isCredit(i int) bool {
	b := &p.blocks[i]
	if i == 0 || b.node == nil || b.links > 0 || len(b.text) > 40 || !hasAny(strings.ToLower(attr(b.node, "class")), "credit", "source", "agency") {
		return false
	}
	return len(loneNames(b.text)) == 1 && isProse(p.blocks[i-1].text) && together(b, &p.blocks[i-1])
}

// boxed reports whether a block stands in a box with one of the hints.
func (p *page) boxed(b *block, h hint) bool {
	if b.node == nil || len(p.boxes) == 0 {
		return false
	}
	for i, depth := b.box, 0; i >= 0 && depth < 8; i, depth = p.boxes[i].parent, depth+1 {
		if p.boxes[i].hints&h != 0 {
			return true
		}
	}
	return false
}

func creditName(line string) string {
	lower := strings.ToLower(line)
	for _, label := range creditLabels {
		if len(lower) != len(line) || !strings.HasPrefix(lower, label) {
			continue
		}
		name := strings.Trim(line[len(label):], " .")
		if isAgencyName(name) {
			return name
		}
	}
	return ""
}

// agencyWords end the names of agencies that are not printed in capitals.
var agencyWords = lexicon(`agency agence agentur agencia agenzia press news wire service newswire агентство agentliyi ajansı`)

// isAgencyName reports whether a credit reads as an agency: a short name in capitals, or
// one that ends as agencies' names do.
func isAgencyName(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 4 || strings.ContainsAny(s, "0123456789/@") {
		return false
	}
	if len(words) == 1 && shoutedName(s) && utf8.RuneCountInString(s) <= 14 {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s)
	return len(words) > 1 && unicode.IsUpper(r) && agencyWords[strings.ToLower(words[len(words)-1])]
}

// agencyByline returns the agency that stands where an author would, unless it is the
// site itself.
func (p *page) agencyByline() string {
	found := p.result.Article.Byline
	if len(found) != 1 || len(found[0]) < 3 || !isAgencyName(found[0]) || p.namesSite(found[0]) {
		return ""
	}
	return found[0]
}
