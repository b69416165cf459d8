package article

import (
	"net/url"
	"slices"
	"strings"
)

// siteNames returns what the page calls its site, in lower case letters and digits.
func (p *page) siteNames() []string {
	if s := p.signs(); s.sites == nil {
		s.sites = append(p.readSiteNames(), "")
	}
	return p.seen.sites
}

func (p *page) readSiteNames() []string {
	var names []string
	for _, s := range p.outlets() {
		if k := squash(s); k != "" {
			names = append(names, k)
		}
	}
	return append(names, p.hostNames()...)
}

func (p *page) outlets() []string {
	var names []string
	for _, s := range [...]string{p.meta("og:site_name"), p.meta("dc.publisher", "dcterms.publisher"), p.signs().home, p.meta("application-name"), p.meta("twitter:site", "al:ios:app_name", "apple-mobile-web-app-title")} {
		if s != "" {
			names = append(names, strings.TrimPrefix(s, "@"))
		}
	}
	for _, n := range p.ld() {
		if n.is("WebSite", "NewsMediaOrganization") && n.str("name") != "" {
			names = append(names, n.str("name"))
		}
	}
	if n := p.mainLD(); n != nil {
		for _, pub := range n.each("publisher", p.ld()) {
			if s := pub.str("name"); s != "" {
				names = append(names, s)
			}
		}
	}
	return names
}

// hostNames returns the names in the page's host, in letters and digits: the one that is
// registered, such as "example" of "news.example.co.uk", and the longest other.
func (p *page) hostNames() []string {
	u, err := url.Parse(strings.TrimSpace(clip(p.address(), 2000)))
	if err != nil {
		return nil
	}
	labels := strings.Split(strings.ToLower(u.Hostname()), ".")
	at := len(labels) - 2
	if at > 0 && len(labels[at]) <= 3 && len(labels[at+1]) == 2 { // co.uk, com.br
		at--
	}
	if at < 0 {
		return nil
	}
	found := []string{squash(labels[at])}
	longest := ""
	for _, l := range labels[:at] {
		if len(l) > len(longest) && len(l) > 4 && l != "archive" {
			longest = squash(l)
		}
	}
	if longest != "" {
		found = append(found, longest)
	}
	return found
}

// address returns the page's own address: the input's, else what the page says.
func (p *page) address() string {
	for _, a := range [...]string{p.in.URL, p.meta("og:url"), p.link("canonical")} {
		if strings.Contains(a, "://") {
			return a
		}
	}
	return ""
}

// isSiteName reports whether s only names the site.
func (p *page) isSiteName(s string) bool {
	k := squash(s)
	if k == "" {
		return true
	}
	return slices.Contains(p.siteNames(), k)
}

// titleSeparators stand between the headline and the site's name in a title.
var titleSeparators = [...]string{" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " • ", " · ", " ~ ", " / ", " :", ": ", "| "}

// cutSite removes the site's name from the start and the end of a title, and with it
// the sections that stand between it and the headline.
func (p *page) cutSite(title string) string {
	for range 4 {
		head, tail, ok := cutLast(title)
		if !ok || !p.namesSite(tail) {
			break
		}
		title = head
	}
	for range 2 {
		head, tail, ok := cutFirst(title)
		if !ok || !p.namesSite(head) {
			break
		}
		title = tail
	}
	return title
}

// namesSite reports whether a piece of a title is the site's name, with or without a
// few words more.
func (p *page) namesSite(piece string) bool {
	k := squash(piece)
	if k == "" {
		return true
	}
	for _, name := range p.siteNames() {
		if name == "" {
			continue
		}
		if k == name || len(name) >= 4 && len(k) <= 2*len(name)+8 && strings.Contains(k, name) || len(k) >= 4 && strings.Contains(name, k) {
			return true
		}
	}
	return false
}

func cutLast(s string) (head, tail string, ok bool) {
	at, size := -1, 0
	for _, sep := range titleSeparators {
		if i := strings.LastIndex(s, sep); i > at {
			at, size = i, len(sep)
		}
	}
	if at < 0 {
		return s, "", false
	}
	return strings.TrimSpace(s[:at]), strings.TrimSpace(s[at+size:]), true
}

func cutFirst(s string) (head, tail string, ok bool) {
	at, size := len(s), 0
	for _, sep := range titleSeparators {
		if i := strings.Index(s, sep); i >= 0 && i < at {
			at, size = i, len(sep)
		}
	}
	if at == len(s) {
		return s, "", false
	}
	return strings.TrimSpace(s[:at]), strings.TrimSpace(s[at+size:]), true
}
