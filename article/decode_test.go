package article

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

func encoded(t *testing.T, enc encoding.Encoding, s string) []byte {
	t.Helper()
	b, err := enc.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func kinds(r Result) []string {
	var ks []string
	for _, p := range r.Problems {
		ks = append(ks, p.Kind)
	}
	return ks
}

func TestDecode_charset(t *testing.T) {
	const (
		western  = "Die Brücke über den Velm ist wieder geöffnet, sagt das Außenamt."
		cyrillic = "Мост через реку Велм снова открыт, сообщило министерство иностранных дел."
		kanji    = "外務省は月曜日、橋が再び開通したと発表した。"
	)
	page := func(meta, body string) string {
		return "<!doctype html><html><head>" + meta + "</head><body><p>" + body + "</p></body></html>"
	}
	filler := "<!-- " + strings.Repeat("plain ASCII filler ", 100) + "-->"
	tests := []struct {
		name  string
		bytes []byte
		media string
		want  string
		kinds []string
	}{
		{"UTF-8 that nothing declares, far into the page", []byte(page(filler, western)), "", western, nil},
		{"UTF-8 declared as something else", []byte(page(`<meta charset="iso-8859-1">`, western)), "", western, nil},
		{"windows-1252 by meta", encoded(t, charmap.Windows1252, page(`<meta charset=windows-1252>`, western)), "", western, nil},
		{"windows-1251 by media type", encoded(t, charmap.Windows1251, page("", cyrillic)), "text/html; charset=windows-1251", cyrillic, nil},
		{"windows-1251 undeclared", encoded(t, charmap.Windows1251, page("", cyrillic)), "", cyrillic, nil},
		{"KOI8-R undeclared", encoded(t, charmap.KOI8R, page("", cyrillic)), "", cyrillic, nil},
		{"windows-1252 declared as UTF-8", encoded(t, charmap.Windows1252, page(`<meta charset="utf-8">`, western)), "", western, []string{"encoding"}},
		{"XML declaration", append([]byte(`<?xml version="1.0" encoding="ISO-8859-1"?>`), encoded(t, charmap.ISO8859_1, page("", western))...), "", western, nil},
		{"Shift JIS by http-equiv", encoded(t, japanese.ShiftJIS, page(`<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">`, kanji)), "", kanji, nil},
		{"ISO-2022-JP, which is ASCII to the eye", encoded(t, japanese.ISO2022JP, page(`<meta charset="iso-2022-jp">`, kanji)), "", kanji, nil},
		{"UTF-16 with a mark", encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), page("", western)), "", western, nil},
		{"UTF-16 without one", encoded(t, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), page("", western)), "", western, nil},
		{"a UTF-8 mark", []byte("\xef\xbb\xbf" + page("", western)), "", western, nil},
		{"a broken byte in UTF-8", []byte(page("", western+" caf\xe9 "+western)), "", western + " caf\uFFFD " + western, []string{"encoding"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newPage(Input{Bytes: tt.bytes, MediaType: tt.media})
			if !p.decode() {
				t.Fatalf("not decoded: %v", p.result.Problems)
			}
			if !strings.Contains(p.text, tt.want) {
				t.Errorf("text %q does not hold %q", tail(p.text, 200), tt.want)
			}
			if got := kinds(p.result); !slices.Equal(got, tt.kinds) {
				t.Errorf("problems %v, want %v", p.result.Problems, tt.kinds)
			}
		})
	}
}

func tail(s string, n int) string { return s[max(0, len(s)-n):] }

func TestDecode_where(t *testing.T) {
	p := newPage(Input{Bytes: []byte("Größe und Maß: \xff und \xfe, für alle Fälle.")})
	p.decode()
	if len(p.result.Problems) != 1 || !strings.Contains(p.result.Problems[0].Message, "2 bytes") || !strings.Contains(p.result.Problems[0].Message, "byte 18") {
		t.Errorf("problems %v, want one that counts 2 bytes, the first at 18", p.result.Problems)
	}
}

func TestDecode_media(t *testing.T) {
	tests := []struct {
		name, in, served string
		form             Form
		want             string
		kind             string
	}{
		{"a whole page", "<!DOCTYPE html><p>Hello", "", Auto, "text/html", ""},
		{"a page behind a comment", "<!-- saved --> <html><p>Hello", "", Auto, "text/html", ""},
		{"a fragment", "<div><p>The bridge is open.</p></div>", "", Auto, "text/html", ""},
		{"a text with much mark-up", "The bridge <b>is</b> open. <i>At</i> last, <a href=x>they</a> said.", "", Auto, "text/html", ""},
		{"a text that mentions a tag", "The form printed <b> before every name, the clerk said.", "", Auto, "text/plain", ""},
		{"a header in text", "<header> is an element", "", Auto, "text/plain", ""},
		{"text served as HTML", "The bridge is open.", "text/html; charset=utf-8", Auto, "text/html", ""},
		{"HTML served as text", "<html><p>The bridge is open.", "text/plain", Auto, "text/html", ""},
		{"asked for as text", "<html><p>The bridge is open.", "", Plain, "text/plain", ""},
		{"asked for as HTML", "The bridge is open.", "", HTML, "text/html", ""},
		{"a feed", `<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>`, "", Auto, "application/rss+xml", "not-article"},
		{"a sitemap", `<?xml version="1.0"?><urlset></urlset>`, "", Auto, "application/xml", "not-article"},
		{"JSON", `{"a": 1}`, "", Auto, "application/json", "not-article"},
		{"empty", "", "text/html", Auto, "text/html", "empty"},
		{"white space", "\xef\xbb\xbf \n\t\n", "", Auto, "", "empty"},
		{"zeros", strings.Repeat("\x00", 4096), "", Auto, "application/octet-stream", "binary"},
		{"a ZIP", "PK\x03\x04\x14\x00", "", Auto, "application/zip", "binary"},
		{"a PDF", "%PDF-1.7\n", "text/html", Auto, "application/pdf", "binary"},
		{"a JPEG", "\xff\xd8\xff\xe0\x00\x10JFIF", "", HTML, "image/jpeg", "binary"},
		{"gzip", "\x1f\x8b\x08\x00", "", Auto, "application/gzip", "binary"},
		{"a NUL in an article's own text", "The bridge\x00 is open.", "", Body, "application/octet-stream", "binary"},
		{"a NUL in a page", "<html><p>" + strings.Repeat("The bridge is open. ", 100) + "\x00", "", Auto, "text/html", ""},
		{"too large", strings.Repeat("a", maxPage+1), "", Auto, "", "size"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newPage(Input{Bytes: []byte(tt.in), Form: tt.form, MediaType: tt.served})
			ok := p.decode()
			if p.result.MediaType != tt.want {
				t.Errorf("media type %q, want %q", p.result.MediaType, tt.want)
			}
			if ok != (tt.kind == "") {
				t.Errorf("decode reports %v with problems %v", ok, p.result.Problems)
			}
			if got := strings.Join(kinds(p.result), " "); got != tt.kind {
				t.Errorf("problems %q, want %q", got, tt.kind)
			}
		})
	}
}

func TestExtract_bodyForm(t *testing.T) {
	tests := []string{
		"\xef\xbb\xbfPORT ILM, May 1 (VELMA) - The bridge is open.\r\n\r\n  By Ana Lim\n15 Mar 2031\n",
		"<p>Not read as HTML</p>",
		"A headline\n\nA paragraph.\nLatest news\nAnother headline\n11.Mar.2031\n",
	}
	for _, in := range tests {
		r := Extract(Input{Bytes: []byte(in), Form: Body})
		if r.Article.Text != in {
			t.Errorf("text %q, want the input %q", r.Article.Text, in)
		}
		if a := r.Article; a.Headline != "" || a.Byline != nil || a.Related != nil || a.Published.Earliest != "" {
			t.Errorf("%q: a body has no headline, byline, rail or date: %+v", in, a)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"", "<html><p>Hello", "\xff\xfea\x00", "caf\xe9", "<?xml version='1.0' encoding='koi8-r'?><html>", "<meta charset=utf-16>x\xe9", "PK\x03\x04", "<!--", "<", "</"} {
		f.Add([]byte(s), "text/html; charset=utf-8", uint8(0))
	}
	f.Fuzz(func(t *testing.T, b []byte, media string, form uint8) {
		in := Input{Bytes: b, MediaType: media, Form: [...]Form{Auto, HTML, Plain, Body}[form%4]}
		p := newPage(in)
		ok := p.decode()
		if ok && !utf8.ValidString(p.text) {
			t.Errorf("text is not valid UTF-8: %q", p.text)
		}
		if !ok && len(p.result.Problems) == 0 {
			t.Error("nothing read and nothing said")
		}
		if ok && in.Form == Body && utf8.Valid(b) && !strings.Contains(p.text, "\x1b") && p.text != string(b) && unicodeMark(b) == nil {
			t.Errorf("body changed: %q to %q", b, p.text)
		}
		for _, pr := range p.result.Problems {
			if !utf8.ValidString(pr.Message) || strings.Contains(pr.Message, "\n") {
				t.Errorf("message %q", pr.Message)
			}
		}
	})
}
