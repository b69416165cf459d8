package statement

import "strings"

// told looks for the inner voice of statements that pass on what somebody else said: a
// readout's `Lim "shared her belief that ...," the spokesperson said`, and "the press
// service reported that Lim noted that ...". The innermost voice is the speaker; the
// outer one becomes a link of the chain. The first is a statement of the outer voice as
// well, since the words in quotation marks are its own.
func (f *frame) told(a *analysis, list []found) []found {
	var out []found
	for _, fd := range list {
		inner := f.accountOf(a, &fd)
		if inner == nil {
			if inner = f.reportOf(a, &fd); inner != nil {
				out = append(out, inner...)
				continue
			}
		}
		out = append(out, fd)
		out = append(out, inner...)
	}
	return out
}

// accountOf reads `Lim "shared her belief that peace was possible," Brun said`: the words
// in quotation marks are the account's, and say what Lim said.
func (f *frame) accountOf(a *analysis, fd *found) []found {
	if len(fd.content) != 1 || fd.rule != "content first" || fd.source.empty() {
		return nil
	}
	p := fd.content[0]
	q := p.from
	for q < p.to && f.items[q].class != quoted {
		q++
	}
	if q == p.from || q >= p.to || q-p.from > 8 {
		return nil
	}
	sub := a.unquoted(f, p.from, q, fd)
	if sub == nil {
		return nil
	}
	inner := sub.inner(a, q-p.from)
	for i := range inner {
		inner[i].f = sub.frame
		inner[i].relay = sub.relay
		inner[i].told = true
		inner[i].c.at = -1
	}
	return inner
}

// A subframe is the inside of a quotation with the words before it, read as one sentence,
// and after it the words of the outer statement.
type subframe struct {
	*frame
	relay stretch
	limit int
}

// unquoted opens the quotation at q.
func (a *analysis) unquoted(f *frame, from, q int, fd *found) *subframe {
	qt := a.quotes[f.items[q].quote]
	sub := &frame{index: f.index, paragraph: f.paragraph, first: f.first}
	sub.items = append(sub.items, f.items[from:q]...)
	tokens := a.tokensIn(qt.start, qt.end)
	for i := range tokens {
		if len(sub.items) >= maxFrame {
			return nil
		}
		t := &tokens[i]
		it := a.item(t)
		if _, kind, _ := markAt(a.doc.Text, t.Start); kind == '"' {
			continue
		}
		sub.items = append(sub.items, it)
	}
	limit := len(sub.items)
	sub.items = append(sub.items, f.items[q+1:]...)
	tag(sub.items)
	shift := limit - (q + 1)
	return &subframe{sub, stretch{fd.source.from + shift, fd.source.to + shift}, limit}
}

// accountVerbs tell in an account of talks what was said; elsewhere they are no cues.
var accountVerbs = setOf("shared shares expressed expresses conveyed voiced raised raises discussed thanked congratulated wished invited assured")

// inner reads the statements of an opened account whose verb must stand at item v or
// right after it.
func (s *subframe) inner(a *analysis, v int) []found {
	full := s.items
	s.items = full[:s.limit]
	cs := s.cues()
	var out []found
	subject := stretch{0, v}
	subject = s.trim(subject)
	for k := range cs {
		c := &cs[k]
		if inside(out, c.at) || c.form&(past|third) == 0 || c.passive {
			continue
		}
		if k == 0 && c.start > v+1 {
			break
		}
		src, shared := s.subject(c.start)
		if k > 0 && !shared && src.from != subject.from {
			continue
		}
		ct, ok := s.after(c, s.limit)
		if !ok {
			continue
		}
		out = append(out, found{c: *c, verb: c.verb, act: c.verb.act, cue: stretch{c.start, c.end}, source: subject,
			content: ct.pieces, hearer: ct.hearer, rule: "account"})
	}
	if len(out) == 0 {
		out = s.shared(subject, v)
	}
	s.items = full
	return out
}

// shared reads "shared his belief that", "expressed concern that".
func (s *subframe) shared(subject stretch, v int) []found {
	for k := v; k < s.limit && k < v+3; k++ {
		if !accountVerbs[s.items[k].low] {
			continue
		}
		end := s.clauseEnd(k+1, s.limit)
		if end <= k+1 {
			return nil
		}
		from := k + 1
		if t := s.thatAfterNoun(k+1, end); t > 0 {
			from = t
		}
		return []found{{cue: stretch{k, from}, source: subject, content: []stretch{{from, end}}, rule: "account", act: "express"}}
	}
	return nil
}

// thatAfterNoun returns the "that" of "his belief that", or 0.
func (f *frame) thatAfterNoun(from, end int) int {
	for k := from; k < end && k < from+9; k++ {
		if f.items[k].low == "that" && k > from && nounish(&f.items[k-1]) {
			return k
		}
		if f.hasVerb(k, k+1) {
			return 0
		}
	}
	return 0
}

// reportOf reads "the press service reported that Lim noted that ...".
func (f *frame) reportOf(a *analysis, fd *found) []found {
	if fd.rule != "that" && fd.rule != "bare clause" || len(fd.content) != 1 || fd.source.empty() {
		return nil
	}
	p := fd.content[0]
	relays := f.relays(fd.source)
	if !relays && f.items[p.to-1].class != quoted {
		return nil
	}
	for _, c := range f.cues() {
		if c.start <= p.from || c.at >= p.to || c.form&(past|third) == 0 || c.passive || c.hedged || c.negated || !c.verb.can("ctq") {
			continue
		}
		src, shared := f.subject(c.start)
		if shared || src.empty() || src.from < p.from || f.hasCue(p.from, src.from) {
			return nil
		}
		ct, ok := f.after(&c, p.to)
		if !ok || ct.pieces[len(ct.pieces)-1].to < p.to-1 || ct.rule == "object" {
			return nil
		}
		if !relays && f.items[ct.pieces[0].from].class != quoted {
			return nil // "Brun said that Lim had called it “a lie”" is what Brun says
		}
		return []found{{f: f, c: c, verb: c.verb, act: c.verb.act, cue: stretch{c.start, c.end}, source: src,
			content: ct.pieces, hearer: ct.hearer, rule: "relayed", relay: fd.source}}
	}
	return nil
}

func (f *frame) hasCue(from, to int) bool {
	for k := from; k < to; k++ {
		if _, ok := f.cueAt(k); ok {
			return true
		}
	}
	return false
}

// relays reports whether a source is one that passes on what others say: an outlet, a
// press service, a document.
func (f *frame) relays(s stretch) bool {
	for k := s.from; k < s.to; k++ {
		low := f.items[k].low
		n, _ := nounOf(low)
		if n&(outletNoun|document) != 0 || low == "service" || low == "correspondent" || low == "reporter" {
			return true
		}
		if f.items[k].capital && strings.HasSuffix(low, "press") {
			return true
		}
	}
	return false
}
