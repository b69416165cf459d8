package cite_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"readout"
	"readout/internal/cite"
	"readout/internal/store"
)

const sentence = "Ana Lim said: “The corridor must reopen before winter,” and left."

// hit is a quotation on an article that has everything.
func hit() store.Hit {
	words := "“The corridor must reopen before winter,”"
	return store.Hit{
		Statement: readout.Statement{
			ID: "72cf7644a83a1908", Kind: readout.Direct, Level: readout.Named,
			Content: readout.List[readout.Span]{{Start: 114, End: 114 + utf8.RuneCountInString(words), Text: words}},
			Speaker: &readout.Party{ID: "ana-lim", Name: "Ana Lim", Type: "person", Office: "Foreign Ministry spokesperson"},
			Chain:   readout.List[readout.Party]{{Name: "Orustad Press Service"}, {Name: "Vesta Courier"}},
		},
		Sentence: readout.Span{Start: 100, End: 100 + utf8.RuneCountInString(sentence), Text: sentence},
		Said:     readout.On("2023-04-30", readout.Stated),
		Article: store.Head{Headline: "Corridor “must open”", Byline: readout.List[string]{"Jane Q. Doe", "Jan-Peter van der Berg"}, Publisher: "Vesta Courier",
			Language: "en", Published: readout.On("2023-04-30", readout.Stated)},
		Page: readout.Page{ID: "sha256:00", URL: "https://courier.example/a/1?x=1&y=2", Captured: "2023-05-05"},
	}
}

func TestText(t *testing.T) {
	tests := []struct {
		name                string
		change              func(*store.Hit)
		plain, apa, chicago string
	}{
		{"all is known", func(*store.Hit) {},
			"Ana Lim, Foreign Ministry spokesperson, as relayed by Orustad Press Service, quoted: “The corridor must reopen before winter”. Jane Q. Doe and Jan-Peter van der Berg, “Corridor ‘must open’”, Vesta Courier, April 30, 2023. LINK",
			"Doe, J. Q., & van der Berg, J.-P. (2023, April 30). Corridor “must open” [Quoted: Ana Lim, Foreign Ministry spokesperson, as relayed by Orustad Press Service]. Vesta Courier. https://courier.example/a/1?x=1&y=2",
			"Ana Lim, Foreign Ministry spokesperson, as relayed by Orustad Press Service, quoted in Jane Q. Doe and Jan-Peter van der Berg, “Corridor ‘must open’,” Vesta Courier, April 30, 2023, https://courier.example/a/1?x=1&y=2."},
		{"no day: the day of saving is the day of access", func(h *store.Hit) {
			h.Article.Published = readout.Interval{Latest: "2023-05-05", Basis: readout.Capture}
			h.Said, h.Article.Byline = h.Article.Published, nil
		},
			"Ana Lim, Foreign Ministry spokesperson, as relayed by Orustad Press Service, quoted: “The corridor must reopen before winter”. “Corridor ‘must open’”, Vesta Courier, n.d., saved May 5, 2023. LINK",
			"Vesta Courier. (n.d.). Corridor “must open” [Quoted: Ana Lim, Foreign Ministry spokesperson, as relayed by Orustad Press Service]. Retrieved May 5, 2023, from https://courier.example/a/1?x=1&y=2",
			"Ana Lim, Foreign Ministry spokesperson, as relayed by Orustad Press Service, quoted in “Corridor ‘must open’,” Vesta Courier, n.d., accessed May 5, 2023, https://courier.example/a/1?x=1&y=2."},
		{"an interval, a day of its own, a paraphrase, nobody's article", func(h *store.Hit) {
			h.Article = store.Head{Headline: "Is it open?", Published: readout.Interval{Earliest: "2023-04-28", Latest: "2023-05-02", Basis: readout.Office}}
			h.Said = readout.On("2023-04-27", readout.Relative)
			h.Statement.Kind, h.Statement.Chain, h.Page.URL, h.Page.Captured = readout.Indirect, nil, "", ""
		},
			"Ana Lim, Foreign Ministry spokesperson, April 27, 2023, paraphrased: The corridor must reopen before winter. “Is it open?”, between April 28 and May 2, 2023.",
			"Is it open? [Paraphrased: Ana Lim, Foreign Ministry spokesperson, April 27, 2023]. (between April 28 and May 2, 2023).",
			"Ana Lim, Foreign Ministry spokesperson, April 27, 2023, paraphrased in “Is it open?,” between April 28 and May 2, 2023."},
		{"an agency's text, an unnamed source, one end of the day", func(h *store.Hit) {
			h.Article.Byline, h.Article.Agency = readout.List[string]{"Staff Reporter"}, "INLAND WIRE"
			h.Article.Published = readout.Interval{Latest: "2023-05-02", Basis: readout.Relative}
			h.Said = h.Article.Published
			h.Statement.Speaker = &readout.Party{Name: "a senior official", Type: "unnamed"}
			h.Statement.Chain = readout.List[readout.Party]{{Name: "INLAND WIRE"}, {Name: "Vesta Courier"}}
			h.Page.Captured = ""
		},
			"a senior official, as relayed by INLAND WIRE, quoted: “The corridor must reopen before winter”. Staff Reporter, “Corridor ‘must open’”, Vesta Courier, n.d. (by May 2, 2023). LINK",
			"Staff Reporter. (n.d. (by May 2, 2023)). Corridor “must open” [Quoted: a senior official, as relayed by INLAND WIRE]. Vesta Courier. https://courier.example/a/1?x=1&y=2",
			"a senior official, as relayed by INLAND WIRE, quoted in Staff Reporter, “Corridor ‘must open’,” Vesta Courier, n.d. (by May 2, 2023), https://courier.example/a/1?x=1&y=2."},
		{"nothing is known", func(h *store.Hit) { *h = store.Hit{} },
			"speaker not known, paraphrased. n.d.", "[Paraphrased: speaker not known]. (n.d.).", "speaker not known, paraphrased in an article without a headline, n.d."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := hit()
			tt.change(&h)
			got := []string{cite.Plain(&h), cite.APA(&h), cite.Chicago(&h)}
			want := []string{strings.ReplaceAll(tt.plain, "LINK", cite.Link(&h)), tt.apa, tt.chicago}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestWords(t *testing.T) {
	tests := []struct {
		name  string
		kind  readout.Kind
		spans []string
		want  string
	}{
		{"verbatim in pieces", readout.Direct, []string{"“It took years,”", "“I know.”"}, "“It took years” … “I know.”"},
		{"other marks", readout.Direct, []string{"„Four,“"}, "“Four”"},
		{"a transcript has no marks", readout.Direct, []string{"Will it be “June”"}, "“Will it be “June””"},
		{"only opened", readout.Direct, []string{"“First of all"}, "“First of all”"},
		{"words within a paraphrase", readout.Mixed, []string{"that it was “wrong in law”"}, "that it was “wrong in law”"},
		{"a paraphrase within marks of another", readout.Indirect, []string{"“that he would come”"}, "that he would come"},
		{"a question", readout.Question, []string{"whether he would come"}, "whether he would come"},
		{"on one line, without what turns it", readout.Direct, []string{"“a\u202e\n\n  b\x07”"}, "“a b”"},
		{"only marks", readout.Direct, []string{"“", "”", "\""}, ""},
		{"nothing", readout.Refusal, nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := readout.Statement{Kind: tt.kind}
			for _, text := range tt.spans {
				s.Content = append(s.Content, readout.Span{Text: text})
			}
			if got := cite.Words(&s); got != tt.want {
				t.Errorf("Words(%q) = %q, want %q", tt.spans, got, tt.want)
			}
		})
	}
}

func TestWhen(t *testing.T) {
	tests := []struct {
		from, to    readout.Day
		words, edtf string
	}{
		{"2023-04-30", "2023-04-30", "April 30, 2023", "2023-04-30"},
		{"2024-02-01", "2024-02-29", "February 2024", "2024-02"},
		{"2023-01-01", "2023-12-31", "2023", "2023"},
		{"2023-04-28", "2023-05-02", "between April 28 and May 2, 2023", "[2023-04-28..2023-05-02]"},
		{"2022-12-31", "2023-01-01", "between December 31, 2022, and January 1, 2023", "[2022-12-31..2023-01-01]"},
		{"", "2023-05-02", "by May 2, 2023", "[..2023-05-02]"},
		{"2023-05-02", "", "on or after May 2, 2023", "[2023-05-02..]"},
		{"", "", "", ""},
		{"soon", "later", "", ""},
	}
	for _, tt := range tests {
		i := readout.Interval{Earliest: tt.from, Latest: tt.to, Basis: readout.Stated}
		if got := [2]string{cite.When(i), cite.EDTF(i)}; got != [2]string{tt.words, tt.edtf} {
			t.Errorf("%v: got %q, want %q, %q", i, got, tt.words, tt.edtf)
		}
	}
}

func TestBibTeX(t *testing.T) {
	h := hit()
	h.Article.Headline = `50% of {Oru} & R_x: "C:\tmp" ~ $5 ^ #1`
	h.Article.Byline = readout.List[string]{"Ana Lim, Jr", "Bo Orlec Jr.", "News and Views Desk"}
	h.Page.URL = "https://courier.example/a_{1}%20b#c"
	want := `@misc{lim2023-72cf7644a83a1908,
  author = {Lim, Jr, Ana and Orlec, Jr., Bo and {News and Views Desk}},
  title = {{50\% of \textbraceleft{}Oru\textbraceright{} \& R\_x: "C:\textbackslash{}tmp" \textasciitilde{} \$5 \textasciicircum{} \#1}},
  howpublished = {Vesta Courier},
  year = {2023},
  month = apr,
  day = {30},
  url = {https://courier.example/a_%7B1%7D%20b#c},
  urldate = {2023-05-05},
  language = {en},
  note = {Ana Lim, Foreign Ministry spokesperson, as relayed by Orustad Press Service, quoted: “The corridor must reopen before winter”.},
}
`
	if diff := cmp.Diff(want, cite.BibTeX(&h)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestCSL(t *testing.T) {
	h := hit()
	h.Said = readout.Interval{Earliest: "2023-04-01", Latest: "2023-04-30", Basis: readout.Stated}
	got := cite.CSL(&h)
	want := cite.Item{
		ID: "readout-72cf7644a83a1908", Type: "article-newspaper", Title: "Corridor “must open”", Container: "Vesta Courier",
		Author:   []cite.Name{{Family: "Doe", Given: "Jane Q."}, {Family: "van der Berg", Given: "Jan-Peter"}},
		Issued:   &cite.Date{Parts: [][]int{{2023, 4, 30}}},
		Accessed: &cite.Date{Parts: [][]int{{2023, 5, 5}}},
		URL:      "https://courier.example/a/1?x=1&y=2", Language: "en",
		Note: "Ana Lim, Foreign Ministry spokesperson, as relayed by Orustad Press Service, April 2023, quoted: “The corridor must reopen before winter”.",
		Custom: cite.Custom{Statement: "72cf7644a83a1908", Page: "sha256:00", Kind: readout.Direct, Words: "“The corridor must reopen before winter”", Speaker: "Ana Lim", SpeakerID: "ana-lim",
			Office: "Foreign Ministry spokesperson", Level: "named", Chain: []string{"Orustad Press Service", "Vesta Courier"}, Said: "2023-04", Link: cite.Link(&h)},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	h.Article.Published = readout.Interval{Earliest: "2023-04-28", Latest: "2023-05-02", Basis: readout.Office}
	if got := cite.CSL(&h).Issued; got.Literal != "between April 28 and May 2, 2023" || got.Parts != nil {
		t.Errorf("an interval is issued %+v", got)
	}
	h.Article.Published = readout.Interval{Latest: "2023-05-05", Basis: readout.Capture}
	if got := cite.CSL(&h).Issued; got != nil {
		t.Errorf("an unknown day is issued %+v", got)
	}
}

func TestRIS(t *testing.T) {
	h := hit()
	want := strings.ReplaceAll(`TY  - NEWS
ID  - readout-72cf7644a83a1908
AU  - Doe, Jane Q.
AU  - van der Berg, Jan-Peter
TI  - Corridor “must open”
T2  - Vesta Courier
PY  - 2023
DA  - 2023/04/30/
UR  - https://courier.example/a/1?x=1&y=2
Y2  - 2023/05/05
LA  - en
N1  - Ana Lim, Foreign Ministry spokesperson, as relayed by Orustad Press Service, quoted: “The corridor must reopen before winter”.
ER  - 
`, "\n", "\r\n")
	if diff := cmp.Diff(want, cite.RIS(&h)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestLink(t *testing.T) {
	long := strings.Repeat("one two three four five ", 10) + "six seven eight nine"
	tests := []struct {
		name, url, before, text, after, want string
	}{
		{"in its sentence", "https://a.example/1", "Ana Lim then said: ", "“It is open-ended, & so on,”", " on Monday evening, she added", "https://a.example/1#:~:text=then%20said%3A%20%E2%80%9C-,It%20is%20open%2Dended%2C%20%26%20so%20on%2C,-%E2%80%9D%20on%20Monday"},
		{"alone", "https://a.example/1", "", "It is open", "", "https://a.example/1#:~:text=It%20is%20open"},
		{"over paragraphs", "https://a.example/1", "", "“We came.\n\nWe saw it all with our eyes.”", "", "https://a.example/1#:~:text=We%20came.,all%20with%20our%20eyes."},
		{"long", "https://a.example/1", "A title\n\nHe said ", long, "", "https://a.example/1#:~:text=He%20said-,one%20two%20three%20four,six%20seven%20eight%20nine"},
		{"a fragment of its own", "https://a.example/1#p2", "", "It is open", "", "https://a.example/1#p2:~:text=It%20is%20open"},
		{"a directive of its own", "https://a.example/1#:~:text=old", "", "It is open", "", "https://a.example/1#:~:text=It%20is%20open"},
		{"other letters", "https://a.example/1", "", "откроют", "", "https://a.example/1#:~:text=%D0%BE%D1%82%D0%BA%D1%80%D0%BE%D1%8E%D1%82"},
		{"nothing to find", "https://a.example/1", "", "“”", "", "https://a.example/1"},
		{"one endless word", "https://a.example/1", "", strings.Repeat("a", 5000), "", "https://a.example/1"},
		{"no address", "", "", "It is open", "", ""},
		{"a file", "file:///tmp/a.html", "", "It is open", "", ""},
		{"a script", "javascript:alert(1)", "", "It is open", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			at := 7 + utf8.RuneCountInString(tt.before)
			h := store.Hit{Page: readout.Page{URL: readout.Opt(tt.url)}, Sentence: readout.Span{Start: 7, Text: tt.before + tt.text + tt.after},
				Statement: readout.Statement{Content: readout.List[readout.Span]{{Start: at, End: at + utf8.RuneCountInString(tt.text), Text: tt.text}}}}
			if got := cite.Link(&h); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestSelectors(t *testing.T) {
	h := hit()
	got := cite.Selectors(&h)
	want := []cite.Selector{{
		Quote:    cite.QuoteSelector{Type: "TextQuoteSelector", Exact: "“The corridor must reopen before winter,”", Prefix: "Ana Lim said: ", Suffix: " and left."},
		Position: cite.PositionSelector{Type: "TextPositionSelector", Start: 114, End: 155},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// FuzzAll holds for any text: no panic, whole lines, balanced braces, an address that can
// be read again.
func FuzzAll(f *testing.F) {
	f.Add("“The corridor must reopen,”", "Corridor {", "Jane Doe", "https://a.example/1", 0)
	f.Add("a\n\nb “", "}", "Doe Jr.", "http://[::1", 3)
	f.Fuzz(func(t *testing.T, content, headline, name, address string, at int) {
		for _, kind := range []readout.Kind{readout.Direct, readout.Mixed, readout.Indirect} {
			h := hit()
			h.Statement.Kind, h.Statement.Content[0] = kind, readout.Span{Start: at, End: at + utf8.RuneCountInString(content), Text: content}
			h.Sentence = readout.Span{Text: name + content + headline}
			h.Article.Headline, h.Article.Byline, h.Page.URL = readout.Opt(headline), readout.List[string]{name}, readout.Opt(address)
			checkAll(t, &h)
		}
	})
}

func checkAll(t *testing.T, h *store.Hit) {
	t.Helper()
	for _, c := range cite.All(h) {
		switch c.Style {
		case cite.StylePlain, cite.StyleAPA, cite.StyleChicago:
			if strings.ContainsAny(c.Text, "\r\n") {
				t.Errorf("%s has more than one line: %q", c.Style, c.Text)
			}
		case cite.StyleCSL:
			if !json.Valid([]byte(c.Text)) {
				t.Errorf("not JSON: %q", c.Text)
			}
		case cite.StyleBibTeX:
			if strings.Count(c.Text, "{") != strings.Count(c.Text, "}") {
				t.Errorf("braces do not match: %q", c.Text)
			}
		case cite.StyleLink:
			if u, err := url.Parse(c.Text); err != nil || u.Host == "" {
				t.Errorf("no address: %q, %v", c.Text, err)
			}
		}
	}
}
