package article

import (
	"slices"
	"strings"
	"testing"
)

func TestExtract_problems(t *testing.T) {
	const h1 = `<h1>Talks resume in Port Ilm</h1>`
	short := `<p>The foreign ministry of Ostmark said on Monday that talks on the Velm corridor would go on next week.</p>`
	menu := strings.Repeat(`<li><a href="/x">Ministers of Ostmark meet in the capital again</a></li>`, 30)
	tests := []struct {
		name, page, url string
		want            []string
	}{
		{"an article", pageOf("", h1+storyHTML), "https://courier.example/a/1", nil},
		{"an article in plain text", "Talks on the Velm corridor resume\n\n" + storyText, "", nil},
		{"a page that a script would fill", pageOf("<title>Talks</title>", `<div id="app"></div><script>run()</script>`), "", []string{"empty"}},
		{"an error page", pageOf("<title>404 - Page not found</title>", `<h1>Page not found</h1><p>The page you asked for has moved.</p>`), "", []string{"not-article"}},
		{"a bot check", pageOf("<title>Just a moment...</title>", `<p>We need to check that you are not a robot.</p>`), "", []string{"not-article"}},
		{"a log-in", pageOf("<title>Ilm Courier</title>", `<form><p>Please tell us who you are to see this page.</p><input type="password"></form>`), "", []string{"not-article"}},
		{"a wall of cookies", pageOf("<title>Ilm Courier</title>", `<p>We use cookies to make our site better for you. Cookies are small files. By accepting cookies you give your consent to all of this.</p>`), "", []string{"not-article"}},
		{"a home page", pageOf("<title>Ilm Courier</title>", `<ul>`+menu+`</ul>`), "https://courier.example/", []string{"not-article"}},
		{"a list of links", pageOf("<title>World - Ilm Courier</title>", `<h1>World</h1><ul>`+menu+`</ul>`), "https://courier.example/world", []string{"not-article"}},
		{"an article with a long menu", pageOf(`<meta property="og:type" content="article">`, `<ul>`+menu+`</ul>`+h1+storyHTML), "https://courier.example/a/1", nil},
		{"a paywall that JSON-LD admits", pageOf(`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Talks resume in Port Ilm","isAccessibleForFree":"False"}</script>`, h1+short), "", []string{"paywall"}},
		{"a paywall by its words", pageOf("", h1+short+`<div><p>Subscribe to continue reading.</p></div>`), "", []string{"paywall"}},
		{"an offer beside a whole article", pageOf("", h1+storyHTML+storyHTML2+`<aside><p>Subscribe to read the paper edition.</p></aside>`), "", nil},
		{"HTML cut inside a tag", pageOf("", h1+storyHTML)[:len(pageOf("", h1+storyHTML))-20] + `<a href="/x`, "", []string{"truncated"}},
		{"text cut inside a sentence", "Talks on the Velm corridor resume\n\n" + storyText + "\n" + strings.ReplaceAll(storyText, ".", ", it was said.") + "Neither delegation wished to say who would sign for it, or when the prisoners named in the", "", []string{"truncated"}},
		{"a teaser", pageOf("", h1+short+`<p>Neither delegation wished to say who would sign for it, or when they will meet… Read more</p>`), "", []string{"truncated"}},
		{"a page in German", `<!doctype html><html><body><h1>Gespräche gehen weiter</h1><p>Der Minister sagte am Montag, dass die Brücke vor dem Winter geöffnet wird und dass es keine weiteren Bedingungen gibt. Die beiden Delegationen haben sich in der Hauptstadt getroffen und über die Grenze gesprochen.</p></body></html>`, "", []string{"language"}},
		{"mojibake", pageOf("", h1+storyHTML+`<p>The spokesman said that he didnâ€™t know, and that he wouldnâ€™t ask.</p>`), "", []string{"encoding"}},
		{"characters lost before", pageOf("", h1+storyHTML+"<p>The spokesman said that he didn\uFFFDt know, and that he would not ask.</p>"), "", []string{"encoding"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := Extract(Input{Bytes: []byte(tt.page), URL: tt.url})
			if got := kinds(r); !slices.Equal(got, tt.want) {
				t.Errorf("problems %v, want %v; text %q", r.Problems, tt.want, clip(r.Article.Text, 200))
			}
			for _, p := range r.Problems {
				if p.Stage != "article" || len(p.Message) < 20 || strings.Contains(p.Message, "\n") {
					t.Errorf("problem %+v is not a line that says what, where and what to do", p)
				}
			}
		})
	}
}

const storyHTML2 = `<p>Ostmark's envoy will stay in Port Ilm until the end of the month, his office wrote, and will then report to the two houses of parliament in a closed session.</p>
<p>The mediators have asked both capitals to keep their soldiers away from the bridge while it is repaired, and to let the engineers cross with their instruments.</p>
<p>People in the villages on the northern bank have gone without the weekly market since the spring, and the mayor of the largest of them has written to both governments.</p>
<p>A second group of experts is to look at the annex on prisoners, which names eleven people on one side and nine on the other, some of them held for more than four years.</p>
<p>The next round was first set for the autumn, then for the first week of winter, and now for the day after the bridge opens, which the engineers do not expect before March.</p>
<p>Both delegations said that they had come to listen, and both said that the other had come to talk, which the mediators called a sign of progress after a year of silence.</p>`

func TestCountText(t *testing.T) {
	tests := []struct {
		in   string
		want int
	}{
		{"", 0}, {"The bridge is open.", 4}, {"don't", 2}, {"大臣は月曜日", 3}, {"Մամուլի ծառայություն", 2}, {" — ", 0},
	}
	for _, tt := range tests {
		if got := countText(tt.in); got != tt.want {
			t.Errorf("countText(%q) = %d, want %d", tt.in, got, tt.want)
		}
	}
}
