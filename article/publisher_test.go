package article

import "testing"

func TestExtract_source(t *testing.T) {
	const h1 = `<h1>Talks resume in Port Ilm</h1>`
	tests := []struct {
		name, page, url   string
		publisher, agency string
	}{
		{"the site by its metadata", pageOf(`<meta property="og:site_name" content="Ilm Courier">`, h1+storyHTML), "", "Ilm Courier", ""},
		{"the publisher in JSON-LD", pageOf(`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Talks resume in Port Ilm","publisher":{"@type":"Organization","name":"Ilm Courier"}}</script>`, h1+storyHTML), "", "Ilm Courier", ""},
		{"a slogan is no part of the name", pageOf(`<meta property="og:site_name" content="Ilm Courier | News of the coast">`, h1+storyHTML), "", "Ilm Courier", ""},
		{"the title's end, which the host confirms", pageOf(`<title>Talks resume in Port Ilm | Ilm Courier</title>`, h1+storyHTML), "https://www.ilmcourier.example.com/a", "Ilm Courier", ""},
		{"the title's end behind a printed headline", pageOf(`<title>Talks resume in Port Ilm - Lake Herald</title>`, h1+storyHTML), "", "Lake Herald", ""},
		{"the title's start before a printed headline", pageOf(`<title>Lake Herald: Talks resume in Port Ilm</title>`, h1+storyHTML), "", "Lake Herald", ""},
		{"a section is no site", pageOf(`<title>Talks resume in Port Ilm | World News</title>`, h1+storyHTML), "", "", ""},
		{"the link to the front page and the footer", pageOf("", `<a href="/">Lake Herald</a>`+h1+storyHTML+`<footer><p>Lake Herald is owned by its readers.</p></footer>`), "", "Lake Herald", ""},
		{"a credit behind the text", pageOf(`<meta property="og:site_name" content="Ilm Courier">`, h1+storyHTML+`<p class="credit"><em>Lake Wire</em></p>`), "", "Ilm Courier", "Lake Wire"},
		{"a letterhead", "FOREIGN AFFAIRS OFFICE\nMedia note\n\nTalks on the Velm corridor resume\n\n" + storyText, "", "Foreign Affairs Office", ""},
		{"a letterhead with a short word", "LEAGUE OF THE VELM GULF\nMedia note\n\nTalks on the Velm corridor resume\n\n" + storyText, "", "League of the VELM Gulf", ""},
		{"a host alone is no name", pageOf("", h1+storyHTML), "https://www.ilmcourier.com/a", "", ""},
		{"a reprinter is not the agency", pageOf(`<meta property="og:site_name" content="Ilm Courier">`, h1+storyHTML+`<p>The text has eleven pages, VELMA's Port Ilm correspondent reports.</p>`), "", "Ilm Courier", "VELMA"},
		{"a credit line", pageOf(`<meta property="og:site_name" content="Ilm Courier">`, h1+storyHTML+`<p>Source: Velma News Agency</p>`), "", "Ilm Courier", "Velma News Agency"},
		{"a picture's source is not the text's", pageOf(`<meta property="og:site_name" content="Ilm Courier">`, h1+`<figure><img src="a.jpg"><figcaption>Source: VELMA</figcaption></figure>`+storyHTML), "", "Ilm Courier", ""},
		{"a text that names itself", "Talks on the Velm corridor resume\n\n" + storyText + "The text has eleven pages, Velma's Port Ilm correspondent reports.\n\nThe delegations meet on Friday, VELMA has learned from diplomatic sources.\n", "", "VELMA", "VELMA"},
		{"somebody else's knowledge", "Talks on the Velm corridor resume\n\n" + storyText + "The ministry, OSTCOM has learned lessons from the spring. VELMA reported earlier that the bridge is open.\n", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := Extract(Input{Bytes: []byte(tt.page), URL: tt.url}).Article
			if string(a.Publisher) != tt.publisher || string(a.Agency) != tt.agency {
				t.Errorf("publisher %q, agency %q; want %q, %q", a.Publisher, a.Agency, tt.publisher, tt.agency)
			}
		})
	}
}

func TestSelfNamed(t *testing.T) {
	tests := []struct{ in, want string }{
		{"The talks go on, VELMA's Port Ilm correspondent reports.", "VELMA"},
		{"The talks go on, Velma News’s correspondent reported on Monday.", "Velma News"},
		{"The talks go on, VELMA has learnt.", "VELMA"},
		{"The talks go on, the VELMA has learned.", ""},
		{"The ministry's correspondent reports.", ""},
		{"The agency's former correspondent died.", ""},
		{"VELMA has learned that", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got := selfNamed(tt.in); got != tt.want {
			t.Errorf("selfNamed(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}
