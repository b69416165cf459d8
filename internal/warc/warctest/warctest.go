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
	Words int // of a page's text on average; 0 is 500

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

// Parts of names and sentences. Their combinations run into the millions, as in a year of news:
// two pages share a sentence by chance alone no more than real ones do.
var (
	firstNames = strings.Fields("Margit Daniel Nora Bastian Ilse Tomas Petra Anselm Vera Jorun Edda Cyril Hanne Osric Lida Marek Runa Piet Salome Viktor Tove Emeric Dorit Casper")
	nameStarts = strings.Fields("Ans Corr Wick Orl Dun Vel Rask Tarn Jess Morr Hald Serr Quell Brand Ostr Vanc Lind Harg Bosk Ferr Dray Tull Mend Korv Sall Pell Grun Yar Nest Ebb")
	nameEnds   = strings.Fields("ley ow stead ec more hart in ova sel ick en ard by ström a ez ani ski field quist")
	offices    = []string{"Foreign Minister", "Foreign Ministry spokesperson", "Deputy Prime Minister", "President", "Transport Minister", "special envoy", "Defence Minister", "ambassador"}
	states     = []string{"Halvern", "Kestria", "Velmora", "Oruland", "Tessary", "Ostmark", "Brennia", "Calvand", "Sarrow", "Illmark", "Torvia", "Ankar", "Pellara", "Druse"}
	places     = []string{"Port Asher", "Marnow", "Lake Dunmoor", "Holm Bridge", "Orustad", "Ostia", "Rellan", "Tarn", "Upper Selm", "Grenz", "Fallow", "Castre", "Norrhaven", "Lisk"}
	outlets    = []string{"Inland Wire", "Lakeside Courier", "Basin Ledger", "Korvan Gazette", "Northern Post", "The Meridian", "Coast Agency"}
	affairs    = strings.Fields("post exchange ferry budget sale survey fee treaty tunnel loan licence quota inquiry cable pipeline census patrol ceasefire election canal tariff visa harbour railway dam embargo summit")
	goods      = strings.Fields("grain prisoners timber water gas wool fish copper salt steel pilots teachers observers monuments archives lorries cattle medicine barley sand")
	claims     = []string{"will not accept any delay over %s", "is ready to discuss %s at any time", "has received no written proposal on %s", "expects an agreement on %s before winter", "regards %s as an internal matter", "wants observers to report on %s every week",
		"cannot pay for %s alone", "had warned of %s for years", "sees no reason to reopen %s", "would put %s to a vote", "is losing patience over %s", "never asked for %s"}
	crowds = strings.Fields("drivers farmers bankers pilots shopkeepers miners students nurses deputies fishermen teachers engineers sailors brewers judges clerks")
	doings = []string{"waited for news of", "marched against", "lost money on", "wrote letters about", "argued over", "had long asked for", "knew little of", "paid twice for", "blamed the capital for", "made jokes about", "refused to speak of", "had grown tired of"}
	times  = []string{"since the spring", "in the autumn", "after four hours of rain", "on the eve of the vote", "for the second year", "before the road was closed", "when the market shut", "as the snow melted", "while the talks went on", "within a week", "in spite of the cold", "long before the war"}
)

func (g *Generator) pick(list []string) string { return list[g.rng.IntN(len(list))] }

func (g *Generator) person() string {
	return g.pick(firstNames) + " " + g.pick(nameStarts) + g.pick(nameEnds)
}

// matter is what a page is about.
func (g *Generator) matter() string {
	return fmt.Sprintf("the %s of %s at %s", g.pick(affairs), g.pick(goods), g.pick(places))
}

// aside is a sentence of the reporter's own.
func (g *Generator) aside() string {
	return fmt.Sprintf("In %s, %d %s %s the %s of %s %s, and %s %s it, too.", g.pick(places), 20+g.rng.IntN(900), g.pick(crowds), g.pick(doings),
		g.pick(affairs), g.pick(goods), g.pick(times), g.pick(crowds), g.pick(doings))
}

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
	text := g.text(matter, words)
	host := strings.ToLower(strings.ReplaceAll(outlet, " ", ""))
	page := Page{URL: fmt.Sprintf("https://www.%s.example/%s/%06d", host, day.Format("2006/01/02"), g.n), Captured: day.Add(time.Hour)}
	g.n++
	page.HTML = fmt.Appendf(nil, `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>%[1]s | %[2]s</title>
<meta property="og:site_name" content="%[2]s"><meta property="article:published_time" content="%[3]s"></head>
<body><nav><a href="/">Home</a><a href="/world/">World</a><a href="/trade/">Trade</a></nav>
<article><h1>%[1]s</h1><div class="meta">By %[4]s · %[5]s</div>
<p class="t-body">%[6]s, %[7]s (%[2]s) — %[8]s</p>
%[9]s</article>
<aside><h2>Latest</h2><a href="/a">Lake pilots agree to carry mail</a><a href="/b">Harvest festival draws a record crowd</a></aside>
<footer>© %[2]s. All rights reserved.</footer></body></html>
`, head, outlet, day.Format(time.RFC3339), g.person(), day.Format("January 2, 2006"), strings.ToUpper(g.pick(places)), day.Format("Jan. 2"), g.paragraph(matter), text)
	return page
}

// text is the body of a page but for its lead: now and then that of a page shortly before, which
// another outlet reprints.
func (g *Generator) text(matter string, words int) string {
	if len(g.recent) > 0 && g.rng.IntN(reprints) == 0 {
		return g.pick(g.recent)
	}
	var b strings.Builder
	for n := 0; n < words; {
		p := g.paragraph(matter)
		n += len(strings.Fields(p))
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
		first = fmt.Sprintf("%s's %s %s said on %s that %s %s.", state, office, who, g.pick([]string{"Monday", "Tuesday", "Friday"}), state, claim)
	case 1:
		first = fmt.Sprintf("“%s %s,” %s %s told reporters in %s.", state, claim, office, who, g.pick(places))
	case 2:
		first = fmt.Sprintf("%s met %s in %s for talks on %s that lasted %d minutes.", who, g.person(), g.pick(places), matter, 20+g.rng.IntN(90))
	case 3:
		first = fmt.Sprintf("%s, the %s of %s, declined to comment on %s.", who, office, state, g.matter())
	default:
		first = fmt.Sprintf("According to the press service of the %s, %s spoke by telephone with %s and noted that %s %s.", office, who, g.person(), state, claim)
	}
	second := g.aside()
	if g.rng.IntN(3) == 0 {
		second = fmt.Sprintf("“The %s %s the %s %s,” %s added.", g.pick(crowds), g.pick(doings), g.pick(affairs), g.pick(times), strings.Fields(who)[1])
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
