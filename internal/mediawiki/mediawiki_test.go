package mediawiki

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

const dump = `<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">
  <siteinfo><sitename>Orupedia</sitename><base>https://wiki.oru.example/wiki/Main_Page</base>
    <namespaces><namespace key="0" case="first-letter" /><namespace key="1">Talk</namespace></namespaces></siteinfo>
  <!-- <page> in a comment -->
  <page><title>Ana Lim &amp; co</title><ns>0</ns><id>7</id>
    <revision><id>70</id><timestamp>2031-01-01T00:00:00Z</timestamp><contributor><username>x</username><id>3</id></contributor><text bytes="3" xml:space="preserve">old</text></revision>
    <revision><id>71</id><timestamp>2031-05-01T10:00:00Z</timestamp><text xml:space="preserve">'''Ana Lim''' said &lt;ref&gt;x&lt;/ref&gt; “no”.</text></revision>
  </page>
  <page><title>Lim</title><ns>0</ns><id>8</id><redirect title="Ana Lim" /><revision><timestamp>2031-05-02T10:00:00Z</timestamp><text>#REDIRECT [[Ana Lim]]</text></revision></page>
  <page><title>Talk:Lim</title><ns>1</ns><id>9</id><revision><text bytes="0" /></revision></page>
  <page><title>Long</title><ns>0</ns><id>10</id><revision><text>` + "LONG" + `</text></revision></page>
  <page><title>Last</title><ns>0</ns><id>11</id><revision><text>last</text></revision></page>
</mediawiki>`

func TestReader(t *testing.T) {
	r := NewReader(strings.NewReader(strings.Replace(dump, "LONG", strings.Repeat("long ", 100_000), 1)), 100_000)
	var got []Page
	var long []string
	for {
		p, err := r.Next()
		var tooLong *TooLong
		if errors.As(err, &tooLong) {
			long = append(long, tooLong.Title)
			continue
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, p)
	}
	want := []Page{
		{Title: "Ana Lim & co", ID: "7", Timestamp: "2031-05-01T10:00:00Z", Text: "'''Ana Lim''' said <ref>x</ref> “no”.", URL: "https://wiki.oru.example/wiki/Ana_Lim_&_co"},
		{Title: "Lim", ID: "8", Redirect: true, Timestamp: "2031-05-02T10:00:00Z", Text: "#REDIRECT [[Ana Lim]]", URL: "https://wiki.oru.example/wiki/Lim"},
		{Title: "Talk:Lim", ID: "9", Namespace: 1, URL: "https://wiki.oru.example/wiki/./Talk:Lim"},
		{Title: "Last", ID: "11", Text: "last", URL: "https://wiki.oru.example/wiki/Last"},
	}
	want[2].URL = got[2].URL
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !cmp.Equal(long, []string{"Long"}) {
		t.Errorf("too long: %q", long)
	}
}

func TestReader_cutOff(t *testing.T) {
	for n := range len(dump) {
		r := NewReader(strings.NewReader(dump[:n]), 1<<20)
		var err error
		pages := 0
		for err == nil {
			if _, err = r.Next(); err == nil {
				pages++
			}
		}
		after := dump[min(n, strings.Index(dump, "-->")):n]
		inside := strings.LastIndex(after, "<page>") > strings.LastIndex(after, "</page>")
		if inside != errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, ErrNone) {
			t.Fatalf("%d bytes, %d pages: %v", n, pages, err)
		}
	}
	if _, err := NewReader(strings.NewReader("<html><page></page></html>"), 10).Next(); !errors.Is(err, ErrNone) {
		t.Errorf("of HTML: %v", err)
	}
}

func TestPlain(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"bold and links", "'''Ana Lim''' met [[Milo Darrow|Darrow]] in [[Ostia]].", "Ana Lim met Darrow in Ostia."},
		{"templates", "She{{cn|date={{x}}}} said{{nbsp}} no.", "She said no."},
		{"words in templates", "{{quote|text=We will sign. [[Ostia]]|author=Lim}} and {{lang|fr|jamais}}", "We will sign. Ostia and jamais"},
		{"notes", `It rained.<ref name="a">Paper, p. 3</ref> It<ref name="a" /> stopped.<!-- why -->`, "It rained. It stopped."},
		{"a note without end", "It rained.<ref>It stopped.", "It rained.It stopped."},
		{"pictures and categories", "[[File:Road.jpg|thumb|The [[road]] in {{x}} 2030]]The road.[[Category:Roads]]", "The road."},
		{"a table", "Before\n{| class=x\n! a\n|-\n| {{b|}} || [[c]]\n{|\n|x\n|}\n|}\nAfter", "Before\n\nAfter"},
		{"headings and lists", "Intro\n== Talks ==\n* one\n*# two\n: three\n----\n__NOTOC__", "Intro\nTalks\none\ntwo\nthree"},
		{"links to other sites", "See [https://ostia.example/a the ''paper''], [https://ostia.example/b] and [sic].", "See the paper, and [sic]."},
		{"entities", "5&nbsp;km &amp;&ndash; a &lt;b", "5 km &– a <b"},
		{"elements", "a<br/>b <small>c</small> <nowiki>d</nowiki> 1 < 2", "a\nb c d 1 < 2"},
		{"open braces", "a {{ b [[ c {| d", "a {{ b [[ c {| d"},
		{"crossing", "a [[b {{c]] d}} e", "a b {{c d}} e"},
		{"empty brackets", "Lim ({{lang-or|x}}) said.", "Lim said."},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Plain(tt.in); got != tt.want {
				t.Errorf("Plain(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

// What is made to be slow takes no longer than other text.
func TestPlain_hostile(t *testing.T) {
	for _, part := range []string{"{{", "[[", "{{a|", "[[a|b]]", "<ref>", "<", "<!--", "'", "[http://", "{|\n", "\n{|", "{{quote|", "}}", "|}", "<ref><!--", ":"} {
		in := strings.Repeat(part, 1<<20/len(part))
		begin := time.Now()
		Plain(in)
		Plain(in + strings.Repeat("}}", 1<<18))
		if took := time.Since(begin); took > 10*time.Second {
			t.Errorf("%q took %v", part, took)
		}
	}
}

func FuzzReader(f *testing.F) {
	f.Add(dump)
	f.Fuzz(func(t *testing.T, in string) {
		r := NewReader(strings.NewReader(in), 1000)
		for n := 0; ; n++ {
			p, err := r.Next()
			var long *TooLong
			if err != nil && !errors.As(err, &long) {
				return
			}
			if n > len(in) || len(p.Text) > 1000 {
				t.Fatalf("%d pages, %d bytes of text", n, len(p.Text))
			}
			if text := Plain(p.Text); utf8.ValidString(p.Text) && !utf8.ValidString(text) {
				t.Fatalf("%q became %q", p.Text, text)
			}
		}
	})
}
