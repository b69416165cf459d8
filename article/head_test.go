package article

import "testing"

// pageOf makes a page of a head and a body.
func pageOf(head, body string) string {
	return "<!doctype html><html><head>" + head + "</head><body>" + body + "</body></html>"
}

// storyHTML is a body long enough to be an article.
const storyHTML = `<p>The foreign ministry of Ostmark said on Monday that talks on the Velm corridor would go on next week, whatever the weather in the mountains.</p>
<p>A spokesman for the mediators told reporters in Port Ilm that both delegations had confirmed the date and that no new conditions had been set by either side.</p>
<p>The corridor has been closed since the spring, when a bridge on the northern road gave way and each government blamed the other for it in public.</p>
<p>Officials who took part in the last round described the tone as cool but correct, and said that the text on the table had eleven pages and many brackets.</p>
<p>Neither delegation wished to say who would sign for it, or when the prisoners named in the second annex could expect to be back with their families.</p>`

func TestExtract_headline(t *testing.T) {
	tests := []struct {
		name, page, want string
	}{
		{"a heading that the metadata repeat", pageOf(`<title>Talks on the Velm corridor resume | Ilm Courier</title><meta property="og:site_name" content="Ilm Courier">`,
			`<h1>Ilm Courier</h1><h1>Talks on the Velm corridor resume</h1>`+storyHTML), "Talks on the Velm corridor resume"},
		{"the only heading, which the metadata do not know", pageOf(`<title>Home</title>`, `<h1>Bridge reopens after a year</h1>`+storyHTML), "Bridge reopens after a year"},
		{"no heading: the title without the site", pageOf(`<title>Bridge reopens after a year - Ilm Courier</title><meta property="og:site_name" content="Ilm Courier">`, storyHTML), "Bridge reopens after a year"},
		{"a kicker in the same element", pageOf(`<title>Talks resume in Port Ilm</title>`, `<h1><span class="kicker">Velm corridor</span> Talks resume in Port Ilm</h1>`+storyHTML), "Talks resume in Port Ilm"},
		{"a second-level heading with the title", pageOf(`<title>Talks resume in Port Ilm</title>`, `<h2>Most read</h2><h2>Talks resume in Port Ilm</h2>`+storyHTML), "Talks resume in Port Ilm"},
		{"JSON-LD against a teaser", pageOf(`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Envoy leaves Port Ilm"}</script>`,
			`<h2>Envoy leaves Port Ilm</h2>`+storyHTML+`<h2>Ministers meet in Ostmark</h2>`), "Envoy leaves Port Ilm"},
		{"an empty heading", pageOf(``, `<h1> </h1>`+storyHTML), ""},
		{"plain text", "Talks on the Velm corridor resume\n\n" + storyText, "Talks on the Velm corridor resume"},
		{"plain text under a save date", "15 Mar 2031\n\nTalks on the Velm corridor resume\n\n" + storyText, "Talks on the Velm corridor resume"},
		{"plain text under a letterhead", "FOREIGN AFFAIRS OFFICE\nMedia note\n30 May 2031\n\nTalks on the Velm corridor resume\n\n" + storyText, "Talks on the Velm corridor resume"},
		{"a headline in capitals", "TALKS ON THE VELM CORRIDOR RESUME\n\n" + storyText, "TALKS ON THE VELM CORRIDOR RESUME"},
		{"a paragraph that prints the title", pageOf(`<title>Talks on the Velm corridor resume - Lake Herald</title>`, `<p>Talks on the Velm corridor resume</p>`+storyHTML), "Talks on the Velm corridor resume"},
		{"plain text without a headline", storyText, ""},
		{"a headline that is a short sentence", "The corridor is open, at last.\n\n" + storyText, "The corridor is open, at last."},
		{"nothing but a line", "Talks", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := string(Extract(Input{Bytes: []byte(tt.page)}).Article.Headline); got != tt.want {
				t.Errorf("headline %q, want %q", got, tt.want)
			}
		})
	}
}

const storyText = `The foreign ministry of Ostmark said on Monday that talks on the Velm corridor would go on next week, whatever the weather in the mountains.

A spokesman for the mediators told reporters in Port Ilm that both delegations had confirmed the date and that no new conditions had been set by either side.

The corridor has been closed since the spring, when a bridge on the northern road gave way and each government blamed the other for it in public.
`

func TestExtract_headlineTwice(t *testing.T) {
	page := pageOf(`<title>Talks on the Velm corridor resume</title>`, `<h1>Talks on the Velm corridor resume</h1><div><p>Talks on the Velm corridor resume</p>`+storyHTML+`</div>`)
	p := newPage(Input{Bytes: []byte(page)})
	p.decode()
	p.cut()
	p.readHead()
	n := 0
	for _, b := range p.blocks {
		if b.role == headline {
			n++
		}
	}
	if n != 2 {
		t.Errorf("%d blocks marked as the headline, want both", n)
	}
}

func TestPage_cutSite(t *testing.T) {
	p := newPage(Input{URL: "https://www.ilmcourier.example.com/a"})
	p.seen = &signs{metas: []metaTag{{"og:site_name", "Ilm Courier"}}}
	tests := []struct{ in, want string }{
		{"Talks resume - Ilm Courier", "Talks resume"},
		{"Talks resume | World | Ilm Courier", "Talks resume | World"},
		{"Ilm Courier: Talks resume", "Talks resume"}, {"Port Ilm: talks resume", "Port Ilm: talks resume"},
		{"Ilm Courier - Talks resume", "Talks resume"},
		{"Talks - and more talks", "Talks - and more talks"},
		{"", ""},
	}
	for _, tt := range tests {
		if got := p.cutSite(tt.in); got != tt.want {
			t.Errorf("cutSite(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}
