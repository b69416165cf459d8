package article

import (
	"slices"
	"strings"
)

// Words before a date that say what it is the date of.
var (
	publishedWords = words(`published posted publication published: released issued filed date created added
		veröffentlicht erschienen publiziert erstellt datum publié publiée paru mis
		publicado publicada publicación fecha postado pubblicato pubblicata gepubliceerd geplaatst opublikowano dodano data
		опубликовано опубликован опубликована дата добавлено размещено опубліковано оприлюднено
		tarix tarixi yayın yayınlanma yayımlanma tarihi eklenme dərc հրապարակվել հրապարակված ամսաթիվ თარიღი გამოქვეყნდა
		publicerad publisert publiceret julkaistu zveřejněno objavljeno megjelent δημοσίευση diterbitkan`)
	updatedWords = words(`updated update modified edited revised changed reviewed aktualisiert aktualisierung update geändert stand bearbeitet überarbeitet
		actualizado actualizada actualización modifié modifiée mise jour atualizado atualizada aggiornato aggiornata bijgewerkt zaktualizowano aktualizacja
		обновлено обновлён обновлен изменено оновлено yeniləndi yenilənib güncelleme güncellenme güncellendi թարմացվել განახლდა
		uppdaterad oppdatert opdateret päivitetty aktualizováno ažurirano frissítve ενημέρωση`)
	elsewhereWords = words(`copyright expires until born died event events since deadline bis ab geboren termin von vom joined mitglied
		registriert registered beigetreten member seit geöffnet checked accessed retrieved abgerufen`)
)

// lineDate reads the date of a short line that is there for its date: a date line, or a
// byline with one. Where the line gives more than one date, the first that is not
// labelled as an update counts.
func lineDate(s string, order dateOrder) (h dateHit, kind clueKind, ok bool) {
	t := tokenise(s)
	from := 0
	kind = updating
	for _, hit := range t.dates(order) {
		k := t.label(from, hit.start)
		from = hit.end
		switch {
		case k == beside, hit.shape == barePart, hit.shape == monthShape && k != publishing:
			continue
		case !ok, kind == updating && k != updating, kind == hinting && k == publishing:
			h, kind, ok = hit, k, true
		}
	}
	return h, kind, ok
}

// label says what the words between two places of a line make of the date behind them.
func (t *dateText) label(from, to int) clueKind {
	kind := hinting
	for _, tok := range t.tokens {
		if tok.start < from || tok.end > to || tok.number() {
			continue
		}
		switch {
		case elsewhereWords[tok.word]:
			return beside
		case updatedWords[tok.word]:
			kind = updating
		case publishedWords[tok.word]:
			kind = publishing
		}
	}
	if kind == hinting && strings.ContainsAny(t.s[from:to], "©") {
		return beside
	}
	return kind
}

// lines reads the printed date lines around the headline.
func (c *clueCollector) lines() {
	w := &dateWalk{}
	places := make([]int, len(c.page.blocks))
	pos := 0
	for i, b := range c.page.blocks {
		places[i] = pos
		pos += len(b.text)
		if b.role == headline {
			w.heads = append(w.heads, pos)
		}
	}
	if len(w.heads) == 0 {
		return
	}
	for i, b := range c.page.blocks {
		d := w.distance(places[i])
		switch {
		case d < -nearHeadline/4 || d > nearHeadline || len(b.text) > maxDateText:
		case b.role == headline || b.role == railed || c.taken[i] || c.walk.inBeside(b.node):
		default:
			c.line(i, d)
		}
	}
	if !slices.ContainsFunc(c.clues, func(cl clue) bool { return cl.shown }) {
		c.headed()
	}
}

// headed reads the day that a headline of plain text ends with, where nothing else on the page is
// dated: "Prime Minister's call with President Lim: 9 September 2025".
func (c *clueCollector) headed() {
	for _, b := range c.page.blocks {
		if b.role != headline || b.node != nil || len(b.text) > maxHeaded {
			continue
		}
		hits := tokenise(b.text).dates(c.order)
		if len(hits) == 0 {
			continue
		}
		h := hits[len(hits)-1]
		before := strings.TrimRight(b.text[:h.start], " ")
		if h.full() && strings.Trim(b.text[h.end:], " .)") == "" && strings.TrimRight(before, ",:;(–—-") != before {
			c.keep(clue{source: "visible", kind: hinting, value: b.text[h.start:h.end], hit: h, hour: -1, shown: true})
		}
	}
}

// maxHeaded bounds a headline in which a day is looked for, in bytes.
const maxHeaded = 300

func (c *clueCollector) line(i, distance int) {
	b := c.page.blocks[i]
	text := b.text
	h, kind, ok := lineDate(text, c.order)
	if !ok {
		if text, h, ok = c.splitDate(i); !ok {
			return
		}
		kind = hinting
	}
	cl := clue{source: "visible", kind: kind, value: text[h.start:h.end], hit: h, hour: -1, distance: distance, shown: true}
	if b.node != nil {
		cl.apart = c.walk.apart(b.node)
	}
	c.keep(cl)
}

// splitDate reads a date whose day, month and year stand in blocks of their own.
func (c *clueCollector) splitDate(i int) (string, dateHit, bool) {
	text := c.page.blocks[i].text
	if len(text) > maxDatePart {
		return "", dateHit{}, false
	}
	for _, b := range c.page.blocks[i+1 : min(i+3, len(c.page.blocks))] {
		if len(b.text) > maxDatePart {
			break
		}
		text += " " + b.text
		if h, ok := wholeDate(text, c.order); ok && h.full() {
			return text, h, true
		}
	}
	return "", dateHit{}, false
}
