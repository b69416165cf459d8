package article

import (
	"strings"
	"testing"

	"readout"
)

const (
	met    = "The envoys of Norland and Sudria met in Port Amity on Monday, the foreign ministry said in a statement."
	third  = "It was their third meeting since the treaty draft was made public, and the first one without the mediator."
	silent = "Neither side wanted to say when the prisoner would be released, or whether the corridor had been discussed."
)

func TestReadBody_html(t *testing.T) {
	long := strings.Repeat("<p>I have never read anything like it, and my neighbours agree with me entirely on this.</p>", 30)
	card := `<li><h4><a href="/x">Poll finds support for the corridor</a></h4><p>Most of those who were asked would open it.</p></li>`
	tests := []struct {
		name, page string
		want       []string
	}{
		{"comments that outweigh the text", `<div class="entry paywall-container"><p>` + met + "<p>" + third + `</div><div id="comments">` + long + `</div>`, []string{met, third}},
		{"a class of the layout is no hint", `<div class="post-meta-layout"><p>` + met + "<p>" + third + `</div>`, []string{met, third}},
		{"rows of cards", `<div><div><p>` + met + "<p>" + third + `</div><ul>` + strings.Repeat(card, 4) + `</ul></div>`, []string{met, third}},
		{"a box named after the body", `<div><div><div class="article-body"><p>` + met + `</div></div><div><p>` + third + `</div></div>`, []string{met}},
		{"end matter", `<div><p>` + met + "<p>" + third + "<p>" + silent + `<h4>About the Herald</h4><p>The Herald has been printed in Port Amity since 1871.</div>`, []string{met, third, silent}},
		{"a caption however long", `<div><figure><figcaption>` + silent + silent + `</figcaption></figure><p>` + met + `</div>`, []string{met}},
		{"a heading that nothing follows", `<div><p>` + met + "<p>" + third + `<h2>What comes next</h2></div>`, []string{met, third}},
		{"a heading before a list", `<div><p>` + met + `<h2>On the table</h2><ul><li>The corridor<li>The prisoner</ul><p>` + third + `</div>`,
			[]string{met, "On the table", "The corridor", "The prisoner", third}},
		{"no text at all", `<div><a href=/1>Home</a></div>`, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := Extract(Input{Bytes: []byte("<html><body><h1>Envoys meet</h1>" + tt.page), Form: HTML})
			if want := strings.Join(tt.want, "\n\n"); r.Article.Text != want {
				t.Errorf("text = %q, want %q", r.Article.Text, want)
			}
		})
	}
}

func TestReadBody_plain(t *testing.T) {
	tests := []struct {
		name, page string
		want       []string
		byline     string
	}{
		{"no headline", met + "\n" + third + "\n", []string{met, third}, ""},
		{"furniture around it", "Envoys meet in Port Amity\n" + met + "\nRead also: More\nPhoto: Herald\n" + third + "\nShare\nPrint\n", []string{met, third}, ""},
		{"a name under it", "Envoys meet in Port Amity\n" + met + "\nTomas Arden\n", []string{met}, "Tomas Arden"},
		{"the clock and the weather", "Envoys meet in Port Amity\n" + met + "\n+13 °C\nUSD 387.51\n15 Mar 2031\n", []string{met}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := Extract(Input{Bytes: []byte(tt.page), Form: Plain})
			if want := strings.Join(tt.want, "\n\n"); r.Article.Text != want {
				t.Errorf("text = %q, want %q", r.Article.Text, want)
			}
			if got := strings.Join(r.Article.Byline, "; "); got != tt.byline {
				t.Errorf("byline = %q, want %q", got, tt.byline)
			}
		})
	}
}

func TestReadBody_body(t *testing.T) {
	in := " Latest news\r\nEnvoys meet again\n11.Mar.2031\n\n\u00adRead also:\ttext stays as it is. "
	r := Extract(Input{Bytes: []byte(in), Form: Body})
	if r.Article.Text != in || len(r.Article.Related) != 0 {
		t.Errorf("text = %q, related %v; want the text unchanged and nothing else", r.Article.Text, r.Article.Related)
	}
}

func TestReadBody_jsonLD(t *testing.T) {
	ld := `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Envoys meet","articleBody":"` +
		strings.Repeat(met+" ", 4) + `\n\n` + strings.Repeat(third+" ", 4) + `"}</script>`
	shown := "<html><head>" + ld + "</head><body><h1>Envoys meet</h1><div><p>" + met + "</div>"
	r := Extract(Input{Bytes: []byte(shown), Form: HTML})
	if got := strings.Count(r.Article.Text, "\n\n"); got != 1 || !strings.HasSuffix(r.Article.Text, third) {
		t.Errorf("text = %q, want the two paragraphs that a script would show", r.Article.Text)
	}
	whole := shown + strings.Repeat("<p>"+silent, 6)
	if r := Extract(Input{Bytes: []byte(whole), Form: HTML}); !strings.HasSuffix(r.Article.Text, silent) {
		t.Errorf("text = %q, want the page's own", r.Article.Text)
	}
}

func TestWriteText_links(t *testing.T) {
	page := `<html><body><h1>Envoys meet</h1><div><p>` + met + `<p>Até logo: <a href="/draft">the draft – whole</a> was published, <a href="#n">1</a> the ministry said on its page.`
	r := Extract(Input{Bytes: []byte(page), Form: HTML, URL: "https://herald.example/a/b"})
	want := []readout.Link{{Span: readout.Span{Start: len(met) + 2 + 10, End: len(met) + 2 + 10 + 17, Text: "the draft – whole"}, URL: "https://herald.example/draft"}}
	if len(r.Article.Links) != 1 || r.Article.Links[0] != want[0] {
		t.Errorf("links = %+v, want %+v in %q", r.Article.Links, want, r.Article.Text)
	}
}

func TestResolve(t *testing.T) {
	tests := []struct{ href, want string }{
		{"/a", "https://herald.example/a"},
		{"b?c=1#d", "https://herald.example/n/b?c=1#d"},
		{"https://other.example/", "https://other.example/"},
		{"//other.example/x", "https://other.example/x"},
		{"#top", ""},
		{"javascript:void(0)", ""},
		{"mailto:desk@herald.example", ""},
		{"%zz", ""},
		{"", ""},
	}
	p := newPage(Input{URL: "https://herald.example/n/1"})
	for _, tt := range tests {
		if got := p.resolve(tt.href); got != tt.want {
			t.Errorf("resolve(%q) = %q, want %q", tt.href, got, tt.want)
		}
	}
}

func TestWrapWidth(t *testing.T) {
	tests := []struct {
		name  string
		lines []string
		want  bool
	}{
		{"wrapped", strings.Split(strings.Repeat("the quick brown fox jumps over the lazy dog and then\n", 6)+"\nend.", "\n"), true},
		{"a line a paragraph", strings.Split(strings.Repeat(met+"\n", 6)+"\nend.", "\n"), false},
		{"short lines", strings.Split(strings.Repeat("one two\n", 6)+"\nend", "\n"), false},
		{"nothing", nil, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := wrapWidth(tt.lines) > 0; got != tt.want {
				t.Errorf("wrapWidth(%q) > 0 = %v, want %v", tt.lines, got, tt.want)
			}
		})
	}
}
