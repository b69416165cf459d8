package statement

import (
	"slices"
	"strings"

	"readout"
	"readout/actor"
)

// written reads a page that is one statement from beginning to end, in words of its own
// without quotation marks: a press release under "The following is attributable to the
// spokesperson:", or one whose headline says "Statement by Ana Lim on the arrest".
func (b *builder) written() plan {
	if p := b.attributable(); len(p.turns) > 0 {
		return p
	}
	return b.headed()
}

// maxAttribution is the paragraph before which the line that attributes a page stands.
const maxAttribution = 3

// attributable reads the line that attributes what follows it.
func (b *builder) attributable() plan {
	for i := range b.a.frames {
		f := &b.a.frames[i]
		if f.paragraph >= maxAttribution || f.paragraph+1 >= len(b.a.doc.Paragraphs) {
			return plan{}
		}
		cue, source := f.attribution()
		if source.empty() {
			continue
		}
		pieces := b.a.pieces(f.paragraph+1, b.a.textEnd(f.paragraph+1))
		if len(pieces) == 0 {
			return plan{}
		}
		if _, kind, _ := markAt(b.a.doc.Text, pieces[0][0]); kind != 0 {
			return plan{} // a quotation with its own rules
		}
		v := b.resolve(f, source)
		b.note(f, source, v)
		t := turn{paragraph: f.paragraph, speaker: &v, pieces: pieces, rule: "written", setting: "statement",
			labelStart: f.items[source.from].start, labelEnd: f.items[source.to-1].end,
			cueStart: f.items[cue.from].start, cueEnd: f.items[cue.to-1].end}
		p := plan{turns: []turn{t}, taken: map[int]bool{}}
		if b.isReadout(f) {
			// What it says of the talks are statements of those who talked.
			p.turns[0].setting = "readout"
			b.scene = &scene{meeting: b.meeting, via: &v, from: f.paragraph + 1}
			return p
		}
		for pi := f.paragraph; pi < len(b.a.doc.Paragraphs); pi++ {
			p.taken[pi] = true
		}
		return p
	}
	return plan{}
}

// isReadout reports whether the page is an account of a call or talks.
func (b *builder) isReadout(f *frame) bool {
	for k := range f.items {
		if settingOf(f.items[k].low) == "readout" {
			return true
		}
	}
	if slices.Contains(wordsOf(string(b.in.Article.Headline)), "readout") {
		return true
	}
	return b.meeting != nil
}

// attribution reads "The following is attributable to Ana Lim:", "Ana Lim issued the
// following statement:".
func (f *frame) attribution() (cue, source stretch) {
	n := len(f.items)
	last := n - 1
	for last > 0 && f.items[last].low == "." {
		last--
	}
	if !f.first || n < 4 || n > 60 || f.items[n-1].class != colon && f.items[last].low != "following" || f.hasClass(0, n, quoted) {
		return stretch{}, stretch{}
	}
	following := -1
	for k := range f.items {
		switch f.items[k].low {
		case "attributable", "attributed":
			if f.at(k+1) == "to" && k+2 < n-1 {
				return stretch{k, k + 2}, stretch{k + 2, f.trimEnd(k+2, n)}
			}
		case "following":
			following = k
		}
	}
	if following < 0 {
		return stretch{}, stretch{}
	}
	for k := following + 1; k+1 < n; k++ {
		if f.items[k].low == "by" || f.items[k].low == "from" {
			if end := f.phraseAfter(k + 1); end > k+1 {
				return stretch{k, k + 1}, stretch{k + 1, end}
			}
		}
	}
	for k := 1; k < following; k++ {
		if issues[f.items[k].low] || states[f.items[k].low] && following-k <= 2 {
			s, _ := f.subject(k)
			return stretch{k, n}, s
		}
	}
	return stretch{}, stretch{}
}

// issues are the verbs with which a statement is put out.
var issues = setOf("issued issues released releases made makes published delivered gave posted")

// states are the verbs that open a statement before "the following".
var states = setOf("states stated says said declares declared announces announced notes noted informs informed")

// textEnd returns the paragraph before which the text from paragraph from on ends: at the
// marks and lines with which releases close.
func (a *analysis) textEnd(from int) int {
	for pi := from; pi < len(a.doc.Paragraphs); pi++ {
		start, end := paragraphBytes(a.doc, a.doc.Paragraphs[pi])
		s := strings.ToLower(a.doc.Text[start:min(end, start+40)])
		for _, sign := range []string{"###", "# # #", "***", "* * *", "ends", "-ends-", "notes to editors", "note to editors", "for more information", "for further information", "media contact", "press contact", "contact:"} {
			if strings.HasPrefix(s, sign) && (len(sign) > 4 || end-start < 12) {
				return pi
			}
		}
	}
	return len(a.doc.Paragraphs)
}

// headings open the headline of a page that is one statement, with its setting.
var headings = []struct{ words, setting string }{
	{"press statement", "statement"}, {"joint statement", "statement"}, {"statement", "statement"}, {"declaration", "statement"},
	{"open letter", "statement"}, {"letter", "statement"}, {"message", "statement"}, {"remarks", "speech"}, {"address", "speech"}, {"speech", "speech"},
}

// headed reads a page under "Statement by Ana Lim on the arrest": all of it is what she
// says, unless it quotes, as a report about the statement would.
func (b *builder) headed() plan {
	name, setting := headedBy(string(b.in.Article.Headline))
	if name == "" || len(b.a.doc.Paragraphs) == 0 || b.quotesSpeech() {
		return plan{}
	}
	if b.publisher == nil && b.a.inFirstPerson(0, len(b.a.doc.Text)) < 2 {
		return plan{}
	}
	v := b.headVoice(name)
	pieces := b.a.pieces(0, b.a.textEnd(0))
	if v.party.Name == "" || len(pieces) == 0 {
		return plan{}
	}
	p := plan{taken: map[int]bool{}, turns: []turn{{speaker: &v, pieces: pieces, setting: setting, rule: "written"}}}
	for pi := range b.a.doc.Paragraphs {
		p.taken[pi] = true
	}
	return p
}

// headedBy returns whose statement a headline announces, and its setting.
func headedBy(head string) (name, setting string) {
	low := strings.ToLower(head)
	if len(low) != len(head) || len(head) > 500 {
		return "", ""
	}
	for _, h := range headings {
		for _, by := range []string{" by ", " from ", " of "} {
			if !strings.HasPrefix(low, h.words+by) {
				continue
			}
			name = head[len(h.words)+len(by):]
			for _, stop := range []string{" on ", " at ", " following ", " regarding ", " after ", " to ", " in ", " about ", " concerning ", ": ", " – ", " — ", " - ", ", "} {
				if i := strings.Index(name, stop); i > 0 {
					name = name[:i]
				}
			}
			name = strings.TrimPrefix(strings.TrimPrefix(name, "the "), "The ")
			if len(strings.Fields(name)) > 12 {
				return "", ""
			}
			return name, h.setting
		}
	}
	return "", ""
}

// headVoice says who a name in the headline is: the last in it that the roster knows.
func (b *builder) headVoice(name string) voice {
	if b.in.Roster == nil {
		return voice{}
	}
	ms := b.in.Roster.Find(name)
	if len(ms) == 0 || len(ms[len(ms)-1].Actors) != 1 {
		return voice{}
	}
	a := ms[len(ms)-1].Actors[0]
	fig := b.figureOf(&ms[len(ms)-1], name, nil)
	switch a.Type {
	case actor.Person:
		return b.voice(fig)
	case actor.Office:
		return voice{party: readout.Party{ID: readout.Opt(a.ID), Name: name, Type: "office", Office: readout.Opt(a.Name), Side: readout.Opt(a.Side)}, level: readout.OfficeLevel}
	case actor.Outlet:
		return voice{}
	}
	return voice{party: fig.party, figure: fig, level: readout.Institution}
}

// quotesSpeech reports whether the article has a quotation that is long enough for
// speech.
func (b *builder) quotesSpeech() bool {
	for _, q := range b.a.quotes {
		if len(strings.Fields(b.a.doc.Text[q.start:q.end])) >= longQuote {
			return true
		}
	}
	return false
}

// signature reads "— Ana Lim, President of Ruvia" in a paragraph after a quotation that
// fills the ones before it.
func (a *analysis) signature(f *frame) (found, bool) {
	n := len(f.items)
	if !f.first || n < 2 || n > 18 || f.items[0].class != dash || !f.items[1].capital || f.index == 0 ||
		f.hasVerb(1, n) || f.hasClass(1, n, quoted) || f.index+1 < len(a.frames) && a.frames[f.index+1].paragraph == f.paragraph {
		return found{}, false
	}
	var said []piece
	for fi := f.index - 1; fi >= 0; fi-- {
		g := &a.frames[fi]
		if !g.first || len(g.items) != 1 || g.items[0].class != quoted || f.paragraph-g.paragraph != len(said)+1 {
			break
		}
		said = append([]piece{{g, stretch{0, 1}}}, said...)
		if !a.quotes[g.items[0].quote].continues || len(said) > 100 {
			break
		}
	}
	if len(said) == 0 {
		return found{}, false
	}
	return found{f: f, source: stretch{1, f.trimEnd(1, n)}, cue: stretch{0, 0}, extra: said, rule: "signed", act: "assert"}, true
}

// detached takes the pieces from the statements that a quotation standing alone was given
// to, now that it is known whose it is.
func detached(list []found, pieces []piece) []found {
	for i := len(list) - 1; i >= 0 && i >= len(list)-4; i-- {
		for n := len(list[i].extra); n > 0; n = len(list[i].extra) {
			if list[i].content == nil || list[i].extra[n-1].f.index < pieces[0].f.index {
				break
			}
			list[i].extra = list[i].extra[:n-1]
		}
	}
	return list
}
