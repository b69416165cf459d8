package article

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"readout"
)

// A Listing is what a page says that is followed for the articles that it links to.
type Listing struct {
	Title string
	List  bool              // it is a home page or a list, not an article itself
	Items []readout.Related // of a list: the headlines that are links, in their order
	Feeds []string          // the feeds that it names, in its order, but for those of comments
}

// maxListed bounds the items of a list.
const maxListed = 500

// ReadListing reads a page as a list of articles: a home page, a section, a press office's
// list of releases. A day is given to an item where one stands with it.
func ReadListing(in Input) Listing {
	p := newPage(in)
	if !p.decode() {
		return Listing{}
	}
	p.cut()
	p.readHead()
	p.readBody()
	out := Listing{Title: strings.TrimSpace(p.signs().title), Feeds: p.feeds()}
	p.judge()
	notArticle := slices.ContainsFunc(p.result.Problems, func(b readout.Problem) bool { return b.Kind == readout.NotArticle })
	if out.List = notArticle || p.isFront() || countText(p.result.Article.Text) < stubWords; !out.List {
		return out
	}
	out.Items = p.listed()
	return out
}

// feeds returns the addresses of the feeds that the page's head names.
func (p *page) feeds() []string {
	if p.doc == nil {
		return nil
	}
	var out []string
	for n := p.doc.root; n != nil && len(out) < 20; n = following(n, p.doc.root) {
		if n.DataAtom != atom.Link || !strings.Contains(" "+strings.ToLower(attr(n, "rel"))+" ", " alternate ") {
			continue
		}
		switch strings.ToLower(strings.TrimSpace(attr(n, "type"))) {
		case "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json":
		default:
			continue
		}
		href := p.resolve(attr(n, "href"))
		if named := strings.ToLower(attr(n, "title") + " " + href); href == "" || strings.Contains(named, "comment") || slices.Contains(out, href) {
			continue
		}
		out = append(out, href)
	}
	return out
}

// listed returns the headlines that are links to the page's own site.
func (p *page) listed() []readout.Related {
	site, err := url.Parse(p.in.URL)
	if err != nil {
		return nil
	}
	var out []readout.Related
	at := map[string]int{}
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.node != nil && p.inMenu(b.node) {
			continue
		}
		for _, a := range b.anchors {
			it := readout.Related{Headline: clip(cutBullet(b.text[a.start:a.end]), maxRailItem), URL: readout.Opt(p.resolve(a.href))}
			if !headlineLike(it.Headline) || !sameSite(site, string(it.URL)) {
				continue
			}
			it.Date = p.dayBy(i)
			if have, ok := at[string(it.URL)]; ok { // a picture's link, then the headline's
				if len(it.Headline) > len(out[have].Headline) {
					out[have].Headline = it.Headline
				}
				if out[have].Date == "" {
					out[have].Date = it.Date
				}
				continue
			}
			if len(out) == maxListed {
				return out
			}
			at[string(it.URL)] = len(out)
			out = append(out, it)
		}
	}
	return out
}

// dayBy returns the day that stands with a block's link: in it, else right behind it, else
// right before it where nothing else does.
func (p *page) dayBy(i int) readout.Day {
	if _, day, ok := linkItem(&p.blocks[i]); ok && day != "" {
		return day
	}
	if h, ok := findDate(clip(p.blocks[i].text, maxDateText)); ok {
		return h.interval().Day()
	}
	for _, j := range [...]int{i + 1, i - 1} {
		if j < 0 || j >= len(p.blocks) || len(p.blocks[j].anchors) > 0 {
			continue
		}
		if day, ok := dateLine(p.blocks[j].text); ok {
			return day
		}
	}
	return ""
}

// headlineLike reports whether the text of a link can be a headline.
func headlineLike(s string) bool {
	return len(s) >= 15 && strings.Count(s, " ") >= 2 || countText(s) >= 6
}

// maxMenuDepth is how far up a menu is looked for.
const maxMenuDepth = 30

func (p *page) inMenu(n *html.Node) bool {
	for up := 0; n != nil && up < maxMenuDepth; n, up = n.Parent, up+1 {
		switch n.DataAtom {
		case atom.Nav, atom.Footer, atom.Menu, atom.Form:
			return true
		}
	}
	return false
}

// sameSite reports whether an address is another page of a site.
func sameSite(site *url.URL, address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return false
	}
	host := func(u *url.URL) string { return strings.TrimPrefix(strings.ToLower(u.Host), "www.") }
	a, b := host(site), host(u)
	if a != b && !strings.HasSuffix(b, "."+a) {
		return false
	}
	return strings.Trim(u.Path, "/") != "" && (u.Path != site.Path || u.RawQuery != site.RawQuery)
}
