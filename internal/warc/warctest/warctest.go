// Package warctest makes archives of generated news pages for tests and measurements. The
// same seed makes the same bytes; the words, people and places are invented.
package warctest

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
)

// A Generator makes pages one after the other.
type Generator struct {
	Words int // of a page's paragraphs on average; 0 is 500

	rng    *rand.Rand
	n      int
	recent []string // bodies of the last pages
}

// New returns a generator.
func New(seed uint64) *Generator { return &Generator{rng: rand.New(rand.NewPCG(seed, 7))} }

// A Page is a page as a server would send it.
type Page struct {
	URL      string
	Captured time.Time
	HTML     []byte
}

// Parts of names and sentences. No run of four words stands in them without a gap for a word
// that is drawn from thousands, but for a few: two pages have hardly a run of four words in
// common, as real ones (a share of 0.0003 on average in PolNeAR's training texts; here
// [TestGenerator_different] holds that it is below 0.004).
var (
	firstNames = strings.Fields("Margit Daniel Nora Bastian Ilse Tomas Petra Anselm Vera Jorun Edda Cyril Hanne Osric Lida Marek Runa Piet Salome Viktor Tove Emeric Dorit Casper")
	nameStarts = strings.Fields("Ans Corr Wick Orl Dun Vel Rask Tarn Jess Morr Hald Serr Quell Brand Ostr Vanc Lind Harg Bosk Ferr Dray Tull Mend Korv Sall Pell Grun Yar Nest Ebb")
	nameMids   = strings.Fields("a e i o u ar en il or um al eth an er")
	nameEnds   = strings.Fields("ley ow stead ec more hart in ova sel ick en ard by ström a ez ani ski field quist")
	offices    = []string{"Foreign Minister", "Foreign Ministry spokesperson", "Deputy Prime Minister", "President", "Transport Minister", "special envoy", "Defence Minister", "ambassador"}
	states     = []string{"Halvern", "Kestria", "Velmora", "Oruland", "Tessary", "Ostmark", "Brennia", "Calvand", "Sarrow", "Illmark", "Torvia", "Ankar", "Pellara", "Druse"}
	outlets    = []string{"Inland Wire", "Lakeside Courier", "Basin Ledger", "Korvan Gazette", "Northern Post", "The Meridian", "Coast Agency"}
	days       = strings.Fields("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
	affairs    = strings.Fields("post exchange ferry budget sale survey fee treaty tunnel loan licence quota inquiry cable pipeline census patrol ceasefire election canal tariff visa harbour railway dam embargo summit")
	goods      = strings.Fields("grain prisoners timber water gas wool fish copper salt steel pilots teachers observers monuments archives lorries cattle medicine barley sand")
	adverbs    = strings.Fields("again firmly quietly openly twice bluntly once late briefly calmly angrily first then later soon also merely")
	verbs      = strings.Fields("said stated noted insisted warned argued declared maintained announced explained promised added")
	claims     = []string{"will not accept %s", "is ready for %s", "has no proposal about %s", "expects %s before winter", "regards %s as settled", "wants observers at %s",
		"cannot pay for %s", "had warned of %s", "would not reopen %s", "would vote on %s", "is tired of %s", "never sought %s", "will sign %s", "doubts %s", "needs %s"}
	crowds = strings.Fields("drivers farmers bankers pilots shopkeepers miners students nurses deputies fishermen teachers engineers sailors brewers judges clerks")
	doings = []string{"awaited", "marched against", "lost money on", "wrote about", "argued over", "longed for", "knew of", "paid twice for", "laughed at", "joked about", "forgot", "saw", "mended", "counted", "sold"}
	times  = []string{"since %s", "before %s closed", "when %s shut", "as %s froze", "while %s talked", "despite %s", "near %s", "after %s", "until %s paid", "without %s", "because of %s", "like %s"}
)

func (g *Generator) pick(list []string) string { return list[g.rng.IntN(len(list))] }

func (g *Generator) person() string {
	return g.pick(firstNames) + " " + g.pick(nameStarts) + g.pick(nameEnds)
}

// place is one of some eight thousand.
func (g *Generator) place() string {
	return g.pick(nameStarts) + g.pick(nameMids) + g.pick(nameEnds)
}

// matter is what a page is about.
func (g *Generator) matter() string {
	return fmt.Sprintf("%s's %s of %s %s", g.place(), g.pick(affairs), g.place(), g.pick(goods))
}

// aside is a sentence of the reporter's own.
func (g *Generator) aside() string {
	return fmt.Sprintf("In %s %d %s %s %s %s, and %s %s %s.", g.place(), 20+g.rng.IntN(900), g.pick(crowds), g.pick(doings), g.matter(), g.when(),
		g.pick(crowds), g.pick(doings), g.place())
}

func (g *Generator) when() string { return fmt.Sprintf(g.pick(times), g.place()) }

// Next makes the next page.
func (g *Generator) Next() Page {
	words := g.Words
	if words == 0 {
		words = 500
	}
	words = words/2 + g.rng.IntN(words+1)
	day := time.Date(2031, 1, 1, 6, 0, 0, 0, time.UTC).Add(time.Duration(g.n) * 7 * time.Minute)
	matter, outlet := g.matter(), g.pick(outlets)
	head := fmt.Sprintf("%s and %s at odds over %s", g.pick(states), g.pick(states), matter)
	lead := fmt.Sprintf("%s, %s (%s) — %s", strings.ToUpper(g.place()), day.Format("Jan. 2"), outlet, g.paragraph(matter))
	text := g.text(matter, words-len(strings.Fields(lead)))
	host := strings.ToLower(strings.ReplaceAll(outlet, " ", ""))
	page := Page{URL: fmt.Sprintf("https://www.%s.example/%s/%06d", host, day.Format("2006/01/02"), g.n), Captured: day.Add(time.Hour)}
	g.n++
	page.HTML = fmt.Appendf(nil, `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>%[1]s | %[2]s</title>
<meta property="og:site_name" content="%[2]s"><meta property="article:published_time" content="%[3]s"></head>
<body><nav><a href="/">Home</a><a href="/world/">World</a><a href="/trade/">Trade</a></nav>
<article><h1>%[1]s</h1><div class="meta">By %[4]s · %[5]s</div>
<p class="t-body">%[6]s</p>
%[7]s</article>
<aside><h2>Latest</h2><a href="/a">Lake pilots agree to carry mail</a><a href="/b">Harvest festival draws a record crowd</a></aside>
<footer>© %[2]s. All rights reserved.</footer></body></html>
`, head, outlet, day.Format(time.RFC3339), g.person(), day.Format("January 2, 2006"), lead, text)
	return page
}

// text is the body of a page but for its lead: now and then that of a page shortly before, which
// another outlet reprints.
func (g *Generator) text(matter string, words int) string {
	if len(g.recent) > 0 && g.rng.IntN(reprints) == 0 {
		return g.pick(g.recent)
	}
	var b strings.Builder
	for n := 0; ; {
		p := g.paragraph(matter)
		size := len(strings.Fields(p))
		if n+size/2 > words {
			break
		}
		n += size
		fmt.Fprintf(&b, "<p class=\"t-body\">%s</p>\n", p)
	}
	if g.recent = append(g.recent, b.String()); len(g.recent) > 50 {
		g.recent = g.recent[1:]
	}
	return b.String()
}

// One page in so many is a reprint.
const reprints = 8

// paragraph makes two or three sentences, of which one or two say who said what.
func (g *Generator) paragraph(matter string) string {
	who, office, state := g.person(), g.pick(offices), g.pick(states)
	claim := fmt.Sprintf(g.pick(claims), matter)
	var first string
	switch g.rng.IntN(5) {
	case 0:
		first = fmt.Sprintf("%s's %s %s %s on %s that %s %s %s.", state, office, who, g.pick(verbs), g.pick(days), state, claim, g.when())
	case 1:
		first = fmt.Sprintf("“%s %s,” %s %s %s told %s in %s.", state, claim, office, who, g.pick(adverbs), g.pick(crowds), g.place())
	case 2:
		first = fmt.Sprintf("%s %s met %s in %s over %s for %d minutes.", who, g.pick(adverbs), g.person(), g.place(), matter, 20+g.rng.IntN(90))
	case 3:
		first = fmt.Sprintf("%s, the %s of %s, %s declined to discuss %s.", who, office, state, g.pick(adverbs), g.matter())
	default:
		first = fmt.Sprintf("According to %s's %s press service, %s telephoned %s and %s %s that %s %s.", g.person(), g.place(), who, g.person(), g.pick(adverbs), g.pick(verbs), state, claim)
	}
	second := g.aside()
	if g.rng.IntN(3) == 0 {
		second = fmt.Sprintf("“%s %s %s %s %s,” %s %s.", g.place(), g.pick(adverbs), g.pick(doings), g.matter(), g.when(), strings.Fields(who)[1], g.pick(verbs))
	}
	return first + " " + second
}

// Write writes n pages as a crawler does: a gzip member for each response, with a request
// and now and then a picture beside it.
func (g *Generator) Write(to io.Writer, n int) error {
	z := gzip.NewWriter(to)
	put := func(kind string, p *Page, block []byte) error {
		z.Reset(to)
		fmt.Fprintf(z, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: %s\r\nContent-Type: application/http; msgtype=%s\r\nContent-Length: %d\r\n\r\n",
			kind, p.URL, p.Captured.Format(time.RFC3339), kind, len(block))
		_, err := z.Write(append(block, "\r\n\r\n"...))
		if err != nil {
			return err
		}
		return z.Close()
	}
	for i := range n {
		p := g.Next()
		if err := put("request", &p, []byte("GET / HTTP/1.1\r\n\r\n")); err != nil {
			return err
		}
		if err := put("response", &p, append([]byte("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"), p.HTML...)); err != nil {
			return err
		}
		if i%10 == 0 {
			p.URL += ".jpg"
			if err := put("response", &p, append([]byte("HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n"), bytes.Repeat([]byte{1, 2, 3, 250}, 4000)...)); err != nil {
				return err
			}
		}
	}
	return nil
}
