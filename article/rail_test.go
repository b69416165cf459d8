package article

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
)

func TestRailHead(t *testing.T) {
	tests := []struct {
		name, line, rest string
		ok               bool
	}{
		{"alone", "Latest news", "", true},
		{"in capitals", "MORE HEADLINES", "", true},
		{"with a colon", "Related articles:", "", true},
		{"glued to a number", "Latest news37% of Sudrians Would Vote", "37% of Sudrians Would Vote", true},
		{"glued to a capital", "Latest newsThe Mediator Returns", "The Mediator Returns", true},
		{"glued to a quotation mark", "Latest news“Not Now”, Minister Says", "“Not Now”, Minister Says", true},
		{"item behind a colon", "Read also: The mediator returns", "The mediator returns", true},
		{"Russian", "Последние новости", "", true},
		{"Russian, glued", "Читайте такжеПосредник вернулся", "Посредник вернулся", true},
		{"Azerbaijani", "Son xəbərlər", "", true},
		{"Azerbaijani, in capitals", "OXŞAR XƏBƏRLƏR", "", true},
		{"Armenian", "Վերջին լուրեր", "", true},
		{"Turkish", "İlgili Haberler", "", true},
		{"French", "À lire aussi", "", true},
		{"German", "Lesen Sie auch:", "", true},
		{"a longer word", "Related: no", "no", true},
		{"a sentence that begins like one", "Latest news from the front is bad.", "", false},
		{"a plural", "Latest newsletters", "", false},
		{"nothing", "", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if rest, ok := railHead(tt.line); rest != tt.rest || ok != tt.ok {
				t.Errorf("railHead(%q) = %q, %v, want %q, %v", tt.line, rest, ok, tt.rest, tt.ok)
			}
		})
	}
}

const before = "Talks resume in Port Amity\nThe envoys of Norland and Sudria met on Monday, the ministry said in a statement.\n"

func TestFindRail(t *testing.T) {
	tests := []struct {
		name, page string
		want       []readout.Related
	}{
		{"dates behind headlines", before + "Latest news\nEnvoys meet again\n11.Mar.2031\nNavy denies incident\n8 March 2031\n", []readout.Related{
			{Headline: "Envoys meet again", Date: "2031-03-11"}, {Headline: "Navy denies incident", Date: "2031-03-08"}}},
		{"dates before headlines", before + "Latest news\n11.Mar.2031\nEnvoys meet again\n8 March 2031\nNavy denies incident\n", []readout.Related{
			{Headline: "Envoys meet again", Date: "2031-03-11"}, {Headline: "Navy denies incident", Date: "2031-03-08"}}},
		{"dates in the same line", before + "Latest news\n11.03.2031 Envoys meet again\nNavy denies incident - 25.03.2031\n", []readout.Related{
			{Headline: "Envoys meet again", Date: "2031-03-11"}, {Headline: "Navy denies incident", Date: "2031-03-25"}}},
		{"bullets, no dates", before + "Related Articles\n• Envoys meet again\n• Navy denies the incident\n", []readout.Related{
			{Headline: "Envoys meet again"}, {Headline: "Navy denies the incident"}}},
		{"save day at the end", before + "Latest news\nEnvoys meet again\n\n15 Mar 2031\n", []readout.Related{{Headline: "Envoys meet again"}}},
		{"save day behind dated items", before + "Latest news\nEnvoys meet again\n11.Mar.2031\n\n15 Mar 2031\n", []readout.Related{
			{Headline: "Envoys meet again", Date: "2031-03-11"}}},
		{"dated headlines without a heading", before + "Envoys meet again\n11.Mar.2031\nNavy denies incident\n8 March 2031\nPoll finds support\n7 March 2031\n",
			[]readout.Related{{Headline: "Envoys meet again", Date: "2031-03-11"}, {Headline: "Navy denies incident", Date: "2031-03-08"}, {Headline: "Poll finds support", Date: "2031-03-07"}}},
		{"short sentences behind it", before + "Read also\nEnvoys meet again\nShe refused to comment.\nSo did he.\n", []readout.Related{{Headline: "Envoys meet again"}}},
		{"a headline and its date are no rail", "Talks resume in Port Amity\n11.Mar.2031\nThe envoys met on Monday, the ministry said in a statement.\n", nil},
		{"between two paragraphs", before + "Read also: Envoys meet again\nNeither side wanted to comment on the talks, which will go on.\n", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := Extract(Input{Bytes: []byte(tt.page), Form: Plain})
			if diff := cmp.Diff(tt.want, []readout.Related(r.Article.Related)); diff != "" {
				t.Errorf("related of\n%s\n(-want +got):\n%s", tt.page, diff)
			}
			if text := r.Article.Text; strings.Contains(text, "Envoys meet again") || !strings.Contains(text, "met on Monday") {
				t.Errorf("text = %q, want the paragraphs and no item of the rail", text)
			}
		})
	}
}

func TestFindRail_html(t *testing.T) {
	tests := []struct {
		name, rail string
		want       []readout.Related
	}{
		{"linked items", `<h3>Latest news</h3><p><a href="/1">Envoys meet again in town</a></p><p><a href="/2">Navy denies the incident</a></p>`,
			[]readout.Related{{Headline: "Envoys meet again in town", URL: "/1"}, {Headline: "Navy denies the incident", URL: "/2"}}},
		{"date in the item", `<aside><ul><li><a href="/1">Envoys meet again in town</a> <span>11.03.2031</span></ul></aside>`,
			[]readout.Related{{Headline: "Envoys meet again in town", Date: "2031-03-11", URL: "/1"}}},
		{"date beside the item", `<div class="related"><div><h4><a href="/1">Envoys meet again in town</a></h4><div>11 March 2031</div></div></div>`,
			[]readout.Related{{Headline: "Envoys meet again in town", Date: "2031-03-11", URL: "/1"}}},
		{"a menu is no rail", `<nav><ul><li><a href="/1">News of the world and more</a></ul></nav>`, nil},
		{"a heading over prose is no rail", `<h3>Related</h3><p>Neither side wanted to comment on the talks, which will go on for weeks.</p>`, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page := `<html><body><h1>Talks resume</h1><div class="text"><p>The envoys of Norland and Sudria met on Monday, the ministry said in a statement.</p>
<p>It was their third meeting since the treaty draft was made public, and the first in Port Amity.</p></div>` + tt.rail
			r := Extract(Input{Bytes: []byte(page), Form: HTML})
			if diff := cmp.Diff(tt.want, []readout.Related(r.Article.Related)); diff != "" {
				t.Errorf("related (-want +got):\n%s", diff)
			}
		})
	}
}
