package article

import (
	"strings"
	"testing"

	"readout"
)

// text makes a plain text page of lines.
func text(lines ...string) string { return strings.Join(lines, "\n") + "\n" }

// page makes a web page of what stands in its head and in its body.
func html5(head, body string) string {
	return "<!DOCTYPE html><html lang=en><head><meta charset=utf-8>" + head + "</head><body>" + body + "</body></html>"
}

const (
	head1 = "Ostvia and Norland agree to keep the Ilm corridor open"
	para1 = "The foreign ministers of Ostvia and Norland agreed on keeping the Ilm corridor open to civilian traffic, the Ostvian ministry said after a long telephone call between the two."
	para2 = "Neither side gave details of the arrangement, and a spokesperson for the mediators declined to comment on whether a further round of talks had been scheduled in Port Ilm."
)

func TestExtract_published(t *testing.T) {
	body := "<h1>" + head1 + "</h1><p>" + para1 + "</p><p>" + para2 + "</p>"
	tests := []struct {
		name     string
		in       Input
		want     readout.Interval
		captured readout.Day
	}{
		// Plain text
		{name: "text without a date", in: Input{Bytes: []byte(text(head1, "", para1, para2))}, want: readout.Interval{Basis: readout.None}},
		{name: "save day at the end", in: Input{Bytes: []byte(text(head1, "", para1, para2, "Ana Lim",
			"Latest newsNorland reopens its embassy in Port Ilm", "11.Mar.2026", "Mediators plan a visit to the valley", "10.Mar.2026",
			"Treaty draft leaked to Ostvian press", "10.Mar.2026", "", "15 Mar 2026"))},
			want: readout.Interval{Latest: "2026-03-15", Basis: readout.Capture}, captured: "2026-03-15"},
		{name: "save day at the end, capture known earlier", in: Input{Captured: "2026-03-14", Bytes: []byte(text(head1, "", para1, para2, "", "15 Mar 2026"))},
			want: readout.Interval{Latest: "2026-03-14", Basis: readout.Capture}, captured: "2026-03-14"},
		{name: "clock with the weather on top", in: Input{Bytes: []byte(text("Thursday, 21 September, 2023 | In Port Ilm: +13 °C", head1,
			"Tuesday, 21 March, 2023, 21:06", "", para1, para2))}, want: readout.On("2023-03-21", readout.Stated), captured: "2023-09-21"},
		{name: "same page caught later", in: Input{Bytes: []byte(text("Friday, 29 March, 2024 | In Port Ilm: +9 °C", head1,
			"Tuesday, 21 March, 2023, 21:06", "", para1, para2))}, want: readout.On("2023-03-21", readout.Stated), captured: "2024-03-29"},
		{name: "bare date on top only", in: Input{Bytes: []byte(text("21 September 2023", head1, "", para1, para2))},
			want: readout.Interval{Latest: "2023-09-21", Basis: readout.Capture}, captured: "2023-09-21"},
		{name: "labelled date in Azerbaijani, order open", in: Input{Bytes: []byte(text(head1, "Tarix:6-08-2022, 09:00", para1, para2))},
			want: readout.Interval{Earliest: "2022-06-08", Latest: "2022-08-06", Basis: readout.Stated}},
		{name: "labelled date in Azerbaijani, order known", in: Input{Bytes: []byte(text(head1, "Tarix:16-08-2022, 09:00", para1, para2))},
			want: readout.On("2022-08-16", readout.Stated)},
		{name: "order told by another date on the page", in: Input{Bytes: []byte(text(head1, "6/08/2022", para1, para2, "Also of interest", "Old talks in Port Ilm revisited by their mediators", "25/07/2022"))},
			want: readout.On("2022-08-06", readout.Stated)},
		{name: "date split over lines", in: Input{Bytes: []byte(text(head1, "06", "Avqust", "2022", para1, para2))}, want: readout.On("2022-08-06", readout.Stated)},
		{name: "only a month", in: Input{Bytes: []byte(text(head1, "date 2023-07", para1, para2))},
			want: readout.Interval{Earliest: "2023-07-01", Latest: "2023-07-31", Basis: readout.Stated}},
		{name: "dateline", in: Input{Bytes: []byte(text(head1, "", "Port Ilm/30.04.23/Ilmpress: "+para1, para2))}, want: readout.On("2023-04-30", readout.Stated)},
		{name: "dateline without a year", in: Input{Bytes: []byte(text(head1, "", "PORT ILM, MAY 1, ILMPRESS: "+para1, para2))}, want: readout.Interval{Basis: readout.None}},
		{name: "dateline without a year, address with a month", in: Input{URL: "https://ilm.example/2023/05/92713", Bytes: []byte(text(head1, "", "PORT ILM, MAY 1, ILMPRESS: "+para1, para2))},
			want: readout.On("2023-05-01", readout.Stated)},
		{name: "date mentioned in the text", in: Input{Bytes: []byte(text(head1, "", para1+" They last met on 4 May 2021.", para2))}, want: readout.Interval{Basis: readout.None}},
		{name: "only related items are dated", in: Input{Bytes: []byte(text(head1, "", para1, para2, "Latest news", "Norland reopens its embassy in Port Ilm", "11.Mar.2026",
			"Mediators plan a visit to the valley", "10.Mar.2026", "Treaty draft leaked to Ostvian press", "08.Mar.2026"))}, want: readout.Interval{Basis: readout.None}},
		// Markup
		{name: "markup without a date", in: Input{Bytes: []byte(html5("", body))}, want: readout.Interval{Basis: readout.None}},
		{name: "meta", in: Input{Bytes: []byte(html5(`<meta property="article:published_time" content="2023-04-30T21:06:00+04:00">`, body))}, want: readout.On("2023-04-30", readout.Metadata)},
		{name: "meta and a printed date", in: Input{Bytes: []byte(html5(`<meta property="article:published_time" content="2023-04-30T21:06:00+04:00">`,
			strings.Replace(body, "</h1>", "</h1><div>Ana Lim | April 30, 2023</div>", 1)))}, want: readout.On("2023-04-30", readout.Stated)},
		{name: "meta in UTC, printed day is the next", in: Input{Bytes: []byte(html5(`<meta property="article:published_time" content="2023-04-30T21:06:00Z">`,
			strings.Replace(body, "</h1>", "</h1><div>1 May 2023, 01:06</div>", 1)))}, want: readout.On("2023-05-01", readout.Stated)},
		{name: "the same time in UTC and by the page's own clock", in: Input{Bytes: []byte(html5(`<meta name=pubdate content="2023-04-30 21:57:00 -0800"><meta property="article:published_time" content="2023-05-01T05:57:00Z">`,
			strings.Replace(body, "</h1>", `</h1><span itemprop=datePublished content="2023-05-01T05:57:00Z"></span>`, 1)))}, want: readout.On("2023-04-30", readout.Metadata)},
		{name: "only UTC, near midnight", in: Input{Bytes: []byte(html5(`<meta property="article:published_time" content="2023-04-30T22:30:00Z">`, body))},
			want: readout.Interval{Earliest: "2023-04-30", Latest: "2023-05-01", Basis: readout.Metadata}},
		{name: "only the last change", in: Input{Bytes: []byte(html5(`<meta property="article:modified_time" content="2023-05-02T10:00:00+04:00">`, body))},
			want: readout.Interval{Latest: "2023-05-02", Basis: readout.Metadata}},
		{name: "graph", in: Input{Bytes: []byte(html5(`<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"Ilmpress"},
			{"@type":["NewsArticle"],"headline":"`+head1+`","datePublished":"2023-04-30T21:06:00+04:00"}]}</script>`, body))}, want: readout.On("2023-04-30", readout.Metadata)},
		{name: "broken JSON", in: Input{Bytes: []byte(html5(`<script type="application/ld+json">{"@type":"NewsArticle","headline":"A "quoted" word","datePublished": "2023-04-30T21:06:00+04:00"</script>`, body))},
			want: readout.On("2023-04-30", readout.Metadata)},
		{name: "a date in another script", in: Input{Bytes: []byte(html5(`<script>var offer = {"expires":"2031-01-01"}</script>`, body))}, want: readout.Interval{Basis: readout.None}},
		{name: "microdata", in: Input{Bytes: []byte(html5("", strings.Replace(body, "</h1>", `</h1><span itemprop=datePublished content="2023-04-30">yesterday</span>`, 1)))}, want: readout.On("2023-04-30", readout.Metadata)},
		{name: "time element by the headline", in: Input{Bytes: []byte(html5("", strings.Replace(body, "</h1>", `</h1><time datetime="2023-04-30T21:06">30 April</time>`, 1)))}, want: readout.On("2023-04-30", readout.Stated)},
		{name: "comment and rail are dated", in: Input{Bytes: []byte(html5("", body+`<aside><a href=/2>Norland reopens its embassy</a> <time datetime="2026-03-11">11 March 2026</time></aside>
			<div id=comments><p>So be it. <time pubdate datetime="2023-05-03">3 May 2023</time></p></div><footer>© 2026</footer>`))}, want: readout.Interval{Basis: readout.None}},
		{name: "short article over dated items", in: Input{Bytes: []byte(html5("", `<div><h1>`+head1+`</h1><p>`+para1+`</p></div><div><h3>Latest news</h3><ul>
			<li><a href=/1>Norland reopens its embassy in Port Ilm</a> <time datetime=2026-03-11>11 March 2026</time></li>
			<li><a href=/2>Mediators plan a visit to the valley</a> <time datetime=2026-03-10>10 March 2026</time></li></ul></div>`))}, want: readout.Interval{Basis: readout.None}},
		{name: "clock over the headline", in: Input{Bytes: []byte(html5("", `<div class=top><div class=date>Friday, 29 March 2024</div></div><main><div><article>`+
			strings.Replace(body, "</h1>", `</h1><div class=date>21 March 2023</div>`, 1)+`</article></div></main>`))}, want: readout.On("2023-03-21", readout.Stated)},
		{name: "clock alone", in: Input{Bytes: []byte(html5("", `<div class=top><div><div class=date>Friday, 29 March 2024</div></div></div><main><div><article><section>`+body+`</section></article></div></main>`))},
			want: readout.Interval{Basis: readout.None}},
		{name: "two days disagree", in: Input{Bytes: []byte(html5(`<meta name=pubdate content=2023-04-30>`, strings.Replace(body, "</h1>", `</h1><div class=date>3 May 2023</div>`, 1)))},
			want: readout.Interval{Earliest: "2023-04-30", Latest: "2023-05-03", Basis: readout.Stated}},
		{name: "evidence after the capture", in: Input{Captured: "2023-04-01", Bytes: []byte(html5(`<meta name=pubdate content=2023-04-30>`, body))},
			want: readout.Interval{Latest: "2023-04-01", Basis: readout.Capture}, captured: "2023-04-01"},
		{name: "a time in UTC on the day after the capture", in: Input{Captured: "2023-04-30", Bytes: []byte(html5(`<meta name=pubdate content="2023-05-01T02:30:00Z">`, body))},
			want: readout.On("2023-04-30", readout.Metadata), captured: "2023-04-30"},
		{name: "front page", in: Input{URL: "https://ilm.example/", Bytes: []byte(html5(`<meta property="article:published_time" content="2019-04-30">`, body))}, want: readout.Interval{Basis: readout.None}},
		{name: "front page of a language", in: Input{URL: "https://ilm.example/en/index.html", Bytes: []byte(html5(`<meta property="article:published_time" content="2019-04-30">`, body))}, want: readout.Interval{Basis: readout.None}},
		{name: "section", in: Input{URL: "https://ilm.example/world/ostvia", Bytes: []byte(html5("", `<h1>News from Ostvia</h1>
			<div><h2><a href=/1>Norland reopens its embassy in Port Ilm</a></h2><span class=date>11 March 2026</span><p>A flag was raised.</p></div>
			<div><h2><a href=/2>Mediators plan a visit to the valley</a></h2><span class=date>10 March 2026</span><p>No day was set.</p></div>
			<div><h2><a href=/3>Treaty draft leaked to the press</a></h2><span class=date>8 March 2026</span><p>Both sides denied it.</p></div>`))}, want: readout.Interval{Basis: readout.None}},
		{name: "address", in: Input{URL: "https://ilm.example/2023/04/30/corridor-open", Bytes: []byte(html5("", body))}, want: readout.On("2023-04-30", readout.Metadata)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := Extract(tt.in)
			if r.Article.Published != tt.want || r.Captured != tt.captured {
				t.Errorf("published %+v, captured %q\nwant %+v, %q\nevidence %+v\nheadline %q", r.Article.Published, r.Captured, tt.want, tt.captured, r.Article.Evidence, r.Article.Headline)
			}
		})
	}
}

func TestDateInURL(t *testing.T) {
	tests := []struct {
		in               string
		earliest, latest readout.Day
		sure             bool
	}{
		{"https://ilm.example/2023/04/30/corridor", "2023-04-30", "2023-04-30", true},
		{"https://ilm.example/news/2023/4/30/", "2023-04-30", "2023-04-30", true},
		{"https://ilm.example/2023/apr/30/corridor", "2023-04-30", "2023-04-30", true},
		{"https://ilm.example/20230430/corridor.html", "2023-04-30", "2023-04-30", true},
		{"https://ilm.example/a/202304/30/t20230430_1.html", "2023-04-30", "2023-04-30", true},
		{"https://ilm.example/2023-04-30-corridor", "2023-04-30", "2023-04-30", true},
		{"https://ilm.example/2023-04/30/c1.html", "2023-04-30", "2023-04-30", true},
		{"https://ilm.example/corridor-2023-04-30", "2023-04-30", "2023-04-30", true},
		{"https://ilm.example/talks-of-30-04-2023-in-port-ilm", "2023-04-30", "2023-04-30", false},
		{"https://ilm.example/2021/04/92713", "2021-04-01", "2021-04-30", true},
		{"https://ilm.example/2021/04/9-ways-to-talk", "2021-04-01", "2021-04-30", true},
		{"https://ilm.example/2021/04", "2021-04-01", "2021-04-30", true},
		{"https://ilm.example/news/262325", "", "", false},
		{"https://ilm.example/id20231345", "", "", false},
		{"https://ilm.example/best-of-2021-04-things", "", "", false},
		{"https://ilm.example/v1.2.2020", "", "", false},
		{"https://ilm.example/2023/13/45/x", "", "", false},
		{"://", "", "", false},
		{"", "", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			h, sure, ok := dateInURL(tt.in)
			if h.earliest != tt.earliest || h.latest != tt.latest || ok != (tt.earliest != "") || ok && sure != tt.sure {
				t.Errorf("dateInURL(%q) = %s..%s, sure %t, %t", tt.in, h.earliest, h.latest, sure, ok)
			}
		})
	}
}

func TestExtract_evidenceBounded(t *testing.T) {
	var b strings.Builder
	b.WriteString("<h1>" + head1 + "</h1>")
	for range 500 {
		b.WriteString(`<span class=date>1 May 2023</span><time datetime="2023-05-0`)
		b.WriteString(`2">x</time><p class=published>3/4/2023 and 5.6.2023</p>`)
	}
	r := Extract(Input{Bytes: []byte(html5("", b.String()))})
	if n := len(r.Article.Evidence); n == 0 || n > maxClues {
		t.Errorf("%d pieces of evidence, want 1 to %d", n, maxClues)
	}
}

func FuzzPublished(f *testing.F) {
	f.Add(text(head1, "Tarix:6-08-2022, 09:00", para1, "", "15 Mar 2026"), "https://ilm.example/2022/08/1", "2026-03-14")
	f.Add(html5(`<meta name=pubdate content="2023-05-01T02:30:00Z">`, "<h1>"+head1+"</h1><time>1/5/23</time><p>PORT ILM, May 1. /ILMA/. "+para1), "", "2023-04-30")
	f.Add(html5(`<script type="application/ld+json">{"datePublished":"2023-04-30","`, "<div class=clock>2 May 2023</div><h1>"+head1+"</h1><p>"+para1), "", "")
	f.Fuzz(func(t *testing.T, page, address, captured string) {
		in := Input{Bytes: []byte(page), URL: address}
		if day := readout.Day(captured); day.Valid() {
			in.Captured = day
		}
		r := Extract(in)
		got := r.Article.Published
		if got.Earliest != "" && got.Latest != "" && got.Earliest > got.Latest {
			t.Errorf("from %s to %s", got.Earliest, got.Latest)
		}
		if r.Captured != "" && (got.Latest == "" && got.Basis != readout.None || got.Latest > r.Captured) {
			t.Errorf("latest %q, captured %q", got.Latest, r.Captured)
		}
		if in.Captured != "" && r.Captured > in.Captured {
			t.Errorf("captured %s became %s", in.Captured, r.Captured)
		}
		if len(r.Article.Evidence) > maxClues {
			t.Errorf("%d pieces of evidence", len(r.Article.Evidence))
		}
		for _, e := range r.Article.Evidence {
			if e.Earliest > e.Latest || e.Earliest != "" && !(e.Earliest.Valid() && e.Latest.Valid()) || e.Used && e.Source == "rail" {
				t.Errorf("evidence %+v", e)
			}
		}
	})
}
