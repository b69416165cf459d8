package article

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
)

// railFrame is a page with two paragraphs in a box and a rail at its end or behind it.
func railFrame(inBox, behind string) string {
	return `<html><body><h1>Envoys meet</h1><div><div class="par">` + met + `</div><div class="par">` + third + `</div>` + inBox + `</div>` + behind + `</body></html>`
}

func TestRailUnderText(t *testing.T) {
	bare := []readout.Related{{Headline: "Navy denies the incident", URL: "/1"}, {Headline: "Poll finds support for it", URL: "/2"}, {Headline: "Letters: our bridge", URL: "/3"}}
	dated := []readout.Related{{Headline: "Navy denies it", Date: "2031-05-11", URL: "/1"}, {Headline: "Poll finds support", Date: "2031-05-10", URL: "/2"}, {Headline: "Bread is late", Date: "2031-05-09", URL: "/3"}}
	flat := `<div><a href="/1">Navy denies the incident</a></div><div><a href="/2">Poll finds support for it</a></div><div><a href="/3">Letters: our bridge</a></div>`
	short := strings.Replace(flat, "Letters: our bridge", "Letters", 1)
	tests := []struct {
		name, inBox, behind string
		want                []readout.Related
		text                string // behind the two paragraphs
	}{
		{"dated list under the text", `<div class="x-more"><div>More from Herald Wire</div><ul><li><a href="/1">Navy denies it</a> <span>May 11, 2031</span></li>
<li><a href="/2">Poll finds support</a> <span>May 10, 2031</span></li><li><a href="/3">Bread is late</a> <span>May 9, 2031</span></li></ul></div>`, "", dated, ""},
		{"dates first, in a column", "", `<div class="col"><div>Elsewhere</div><div><i>11 May 2031</i> <a href="/1">Navy denies it</a></div><div><i>10 May 2031</i> <a href="/2">Poll finds support</a></div>
<div><i>9 May 2031</i> <a href="/3">Bread is late</a></div></div>`, dated, ""},
		{"flat links and what stands under them", `<div>Readers liked</div>` + strings.Replace(flat, "our bridge", "our bridge", 1) + `<div>The Herald is free and stays free. Tel. 40-17.</div>`, "",
			bare[:2], ""},
		{"linked headings behind the text", "", `<div class="t"><a href="/1"><h3>Navy denies the incident</h3></a><a href="/2"><h3>Poll finds support for it</h3></a></div>`, bare[:2], ""},
		{"two links without a heading are none", "", `<div><a href="/1">Navy denies the incident</a></div><div><a href="/2">Poll finds support for it</a></div>`, nil, ""},
		{"a menu is none", "", `<nav>` + flat + `</nav>`, nil, ""},
		{"places of the same page are none", `<div>Contents</div>` + strings.ReplaceAll(flat, `href="/`, `href="#`), "", nil, ""},
		{"a paragraph behind it stays", `<div>Readers liked</div>` + short + `<div class="par">` + silent + `</div>`, "", bare[:2], silent},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := Extract(Input{Bytes: []byte(railFrame(tt.inBox, tt.behind)), Form: HTML})
			if diff := cmp.Diff(tt.want, []readout.Related(r.Article.Related)); diff != "" {
				t.Errorf("related (-want +got):\n%s", diff)
			}
			want := met + "\n\n" + third
			if tt.text != "" {
				want += "\n\n" + tt.text
			}
			if r.Article.Text != want {
				t.Errorf("text = %q, want %q", r.Article.Text, want)
			}
		})
	}
}

func TestRelate(t *testing.T) {
	p := newPage(Input{})
	p.result.Article.Headline = "Envoys meet"
	for _, it := range []readout.Related{{Headline: "Navy denies it"}, {Headline: "Envoys meet"}, {Headline: "Poll"}, {Headline: "Navy denies it", Date: "2031-05-11", URL: "/1"}} {
		p.relate(it)
	}
	want := []readout.Related{{Headline: "Navy denies it", Date: "2031-05-11", URL: "/1"}, {Headline: "Poll"}}
	if diff := cmp.Diff(want, []readout.Related(p.result.Article.Related)); diff != "" {
		t.Errorf("related (-want +got):\n%s", diff)
	}
}

func TestDropAppeals(t *testing.T) {
	tests := []struct {
		name, page string
		want       []string
	}{
		{"by the address it links to", `<p>The Herald has no owner. If you can, <a href="/donate">give us the price of a ferry</a>.`, []string{met, third}},
		{"by its words", "<p>If you liked this, become a member and read us every day of the week.", []string{met, third}},
		{"in German", "<p>Ohne Sie geht es nicht: Unterstützen Sie unsere Arbeit in Port Amity.", []string{met, third}},
		{"a link to something else", `<p>The figures are <a href="/figures">in the report</a> of the mission.`, []string{met, third, "The figures are in the report of the mission."}},
		{"not at the end", `<p>Whoever wants to can <a href="https://x.example/donate">donate</a> blood on Sunday.<p>` + silent,
			[]string{met, third, "Whoever wants to can donate blood on Sunday.", silent}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := Extract(Input{Bytes: []byte("<h1>Envoys meet</h1><div><p>" + met + "<p>" + third + tt.page + "</div>"), Form: HTML})
			if want := strings.Join(tt.want, "\n\n"); r.Article.Text != want {
				t.Errorf("text = %q, want %q", r.Article.Text, want)
			}
		})
	}
}

// TestReadBody_twice holds that a copy of the text for small screens is not read.
func TestReadBody_twice(t *testing.T) {
	text := "<p>" + met + "<p>" + third
	r := Extract(Input{Bytes: []byte("<h1>Envoys meet</h1><div><div>" + text + "</div><div>" + text + "<p>" + silent + "</div></div>"), Form: HTML})
	if want := met + "\n\n" + third + "\n\n" + silent; r.Article.Text != want {
		t.Errorf("text = %q, want %q", r.Article.Text, want)
	}
}
