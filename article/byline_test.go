package article

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestExtract_byline(t *testing.T) {
	ld := func(author string) string {
		return `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Talks resume in Port Ilm","author":` + author + `}</script>`
	}
	const h1 = `<h1>Talks resume in Port Ilm</h1>`
	tests := []struct {
		name, page string
		want       []string
	}{
		{"a link with rel", pageOf("", h1+`<p>By <a rel="author" href="/p/1">Ana Lim</a></p>`+storyHTML), []string{"Ana Lim"}},
		{"a class with two names and a date", pageOf("", h1+`<div class="byline">By Ana Lim and Teo Marsh, 3 May 2031</div>`+storyHTML), []string{"Ana Lim", "Teo Marsh"}},
		{"two links in a row", pageOf("", h1+`<div><a class="author" href="/1">Ana Lim</a>, <a class="author" href="/2">Teo Marsh</a></div>`+storyHTML), []string{"Ana Lim", "Teo Marsh"}},
		{"an office behind the name", pageOf("", h1+`<span class="author">Ana Lim, Chief Correspondent</span>`+storyHTML), []string{"Ana Lim"}},
		{"an address is no name", pageOf(`<meta name="author" content="https://courier.example/ana"><meta property="article:author" content="Ana Lim">`, h1+storyHTML), []string{"Ana Lim"}},
		{"a button is no name", pageOf("", h1+`<span class="author">Email the author</span>`+storyHTML), nil},
		{"JSON-LD with a list", pageOf(ld(`[{"@type":"Person","name":"Ana Lim"},{"@type":"Person","name":"Teo Marsh"}]`), h1+storyHTML), []string{"Ana Lim", "Teo Marsh"}},
		{"JSON-LD with a reference", pageOf(`<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Talks resume in Port Ilm","author":{"@id":"#a"}},{"@type":"Person","@id":"#a","name":"Ana Lim"}]}</script>`, h1+storyHTML), []string{"Ana Lim"}},
		{"the site is no author", pageOf(`<meta property="og:site_name" content="Ilm Courier">`+ld(`{"@type":"Organization","name":"Ilm Courier"}`), h1+storyHTML), nil},
		{"comments have authors of their own", pageOf(ld(`"Ana Lim"`), h1+storyHTML+`<div class="comments"><span class="author">Gus Tamm</span></div>`), []string{"Ana Lim"}},
		{"a translator is not the author", pageOf(ld(`"Ana Lim"`), h1+`<p class="author">By Ana Lim</p><p class="author">Translated by Gus Tamm</p>`+storyHTML), []string{"Ana Lim"}},
		{"German", pageOf("", h1+`<p class="author">Von Ana Lim und Teo Marsh</p>`+storyHTML), []string{"Ana Lim", "Teo Marsh"}},
		{"Russian", pageOf("", h1+`<p>Автор: Анна Лимова</p>`+storyHTML), []string{"Анна Лимова"}},
		{"a label in a block of its own", pageOf("", h1+storyHTML+`<p><b>Text:</b></p><p>Ana Lim</p>`), []string{"Ana Lim"}},
		{"a name and a day", pageOf("", h1+`<p class="who">Ana Lim | <span>03/05/2031</span></p>`+storyHTML), []string{"Ana Lim"}},
		{"two marked names in one byline", pageOf("", h1+`<p class="byline">By <span itemprop="author"><span itemprop="name">Ana Lim</span></span> and <span itemprop="author"><span itemprop="name">Teo Marsh</span></span></p>`+storyHTML), []string{"Ana Lim", "Teo Marsh"}},
		{"French", pageOf("", h1+`<p class="auteur">Par Anne-Lise Morel, publié le 18 avril 2031</p>`+storyHTML), []string{"Anne-Lise Morel"}},
		{"a bare name below the headline", pageOf("", `<div>`+h1+`<div>Ana Lim</div>`+storyHTML+`</div>`), []string{"Ana Lim"}},
		{"a credit is no byline", pageOf("", h1+storyHTML+`<p class="credit"><em>Lake Wire</em></p>`), nil},
		{"a place and a day", pageOf("", h1+`<p>Port Ilm, 3 May 2031</p>`+storyHTML), nil},
		{"a pen name", pageOf("", h1+`<p>Posted by anna77 on 3 May 2031</p>`+storyHTML), []string{"anna77"}},
		{"a person's own site", pageOf(`<meta property="og:site_name" content="Ana Lim">`+ld(`{"@type":"Person","name":"Ana Lim"}`), h1+storyHTML), []string{"Ana Lim"}},
		{"a dated line", pageOf("", h1+`<p>03.05.2031 | Ana Lim</p>`+storyHTML), []string{"Ana Lim"}},
		{"a line behind the text", "Talks on the Velm corridor resume\n\n" + storyText + "Ana Lim\nLatest news\nEnvoy leaves Port Ilm\n11.Mar.2031\n", []string{"Ana Lim"}},
		{"a line below the headline", "Talks on the Velm corridor resume\nBy Ana Lim\n\n" + storyText, []string{"Ana Lim"}},
		{"a rail's heading is no name", "Talks on the Velm corridor resume\n\n" + storyText + "Latest News\nEnvoy leaves Port Ilm\n", nil},
		{"a crosshead is no name", "Talks on the Velm corridor resume\n\n" + storyText + "Bridge Closed\n\n" + storyText, nil},
		{"a sentence that opens with by is no byline", "Talks on the Velm corridor resume\n\nBy Monday the bridge will be open, the ministry of Ostmark said in a note to the mediators.\n" + storyText, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := []string(Extract(Input{Bytes: []byte(tt.page), Captured: "2031-06-01"}).Article.Byline)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("byline (-want +got):\n%s", diff)
			}
		})
	}
}

func TestNames(t *testing.T) {
	tests := []struct {
		in   string
		want []string
	}{
		{"By Ana Lim", []string{"Ana Lim"}},
		{"ByAna Lim", []string{"Ana Lim"}},
		{"Byron Lim", []string{"Byron Lim"}},
		{"Por Ana Lim @analim -", []string{"Ana Lim"}},
		{"Dezember 10, 2031 · von anna77 · in Reisen", []string{"anna77"}},
		{"Datum: 19.11.2031 Autor: Ana Lim Quelle: Kurier", []string{"Ana Lim"}},
		{"Ana Lim, Teo Marsh & Gus Tamm", []string{"Ana Lim", "Teo Marsh", "Gus Tamm"}},
		{"Ana Lim, Redaktion", []string{"Ana Lim"}},
		{"Kurier-Korrespondentin Ana Lim", []string{"Ana Lim"}},
		{"Juan de la Torre y Ana Lim", []string{"Juan de la Torre", "Ana Lim"}},
		{"Yazan: Ayşe Lim", []string{"Ayşe Lim"}},
		{"3 May 2031", nil},
		{"ana@courier.example", nil},
		{"Email the author", nil},
		{"https://courier.example/", nil},
		{"This is a sentence about how the author came to write what follows here", nil},
		{"", nil},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, names(tt.in)); diff != "" {
			t.Errorf("names(%q) (-want +got):\n%s", tt.in, diff)
		}
	}
}

func TestIsPerson(t *testing.T) {
	yes := []string{"Ana Lim", "Juan de la Torre", "J. R. Marsh", "Anne-Marie O'Dell", "Анна Лимова", "Ayşe Gül Lim", "Αννα Λιμ"}
	no := []string{"Latest News", "Middle East", "Lim", "ana lim", "Talks Resume In Port Ilm Again Today", "Foreign Ministry", "Ana Lim said", "Route 66", ""}
	for _, s := range yes {
		if !isPerson(s) {
			t.Errorf("isPerson(%q) = false", s)
		}
	}
	for _, s := range no {
		if isPerson(s) {
			t.Errorf("isPerson(%q) = true", s)
		}
	}
}
