package article

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"readout"
)

// FuzzExtract holds what every result promises, whatever the bytes are.
func FuzzExtract(f *testing.F) {
	for _, seed := range []string{
		"", "Talks resume\n\nEnvoys of Norland met on Monday.\nAna Lim\nLatest newsEnvoys meet again in town\n11.Mar.2031\n",
		"<html><body><h1>Talks resume</h1><p>Envoys of <a href='/n'>Norland</a> met on Monday, the ministry said.<p>Read also: <a href=/b>More talks are due in May</a>",
		"<pre>one\ntwo\n</pre><table><tr><td>a<td>b</table><div hidden>x</div><br>y<br><br>z", "\xff\xfe<\x00p\x00>\x00", "<a href=x><p>Latest news<p>x</a>",
		"a\u200bb\u00ad<br>c<br>d<br>e<br>f" + strings.Repeat("long line of text ", 30),
	} {
		f.Add([]byte(seed), uint8(0))
		f.Add([]byte(seed), uint8(1))
	}
	f.Fuzz(func(t *testing.T, b []byte, form uint8) {
		in := Input{Bytes: b, Form: []Form{Auto, HTML, Plain, Body}[form%4], URL: "https://news.example/a"}
		r := Extract(in)
		if in.Form == Body && utf8.Valid(b) && !hasProblem(r, "binary") && !hasProblem(r, "empty") && r.Article.Text != string(b) {
			t.Errorf("text of a body = %q, want it unchanged: %q", r.Article.Text, b)
		}
		checkArticle(t, r.Article)
	})
}

func checkArticle(t *testing.T, a readout.Article) {
	t.Helper()
	if !utf8.ValidString(a.Text) {
		t.Errorf("text is not valid UTF-8: %q", a.Text)
	}
	text := readout.NewText(a.Text)
	for _, l := range a.Links {
		if start, _ := text.Bytes(l.Span); start < 0 {
			t.Errorf("link %v does not stand in the text", l)
		}
	}
	paras := strings.Split(a.Text, "\n\n")
	for _, it := range a.Related {
		if !utf8.ValidString(it.Headline) || it.Headline == "" {
			t.Errorf("related headline %q", it.Headline)
		}
		if strings.Count(it.Headline, " ") > 3 && slices.Contains(paras, it.Headline) {
			t.Errorf("related %q is a paragraph of the body", it.Headline)
		}
	}
}
