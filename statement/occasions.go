package statement

import (
	"cmp"
	"slices"

	"readout/internal/setting"
)

// An occasion is a word of the page, outside quotations, that may tell where something was
// said.
type occasion struct {
	f       *frame
	at      int // item
	setting int // index into settings
	sure    bool
	word    uint32   // its hash
	prep    uint32   // of the preposition that leads to it, or 0
	verb    uint32   // of the verb whose object or adverbial it is, as its class; or 0
	det     class    // of the determiner
	thing   bool     // no occasion but a part of another noun: "briefing room"
	press   bool     // the press is named beside it
	who     []string // keys of those named in its sentence, the first before it first
	subject string   // of them, the one who stands before it
}

// settings are those among which is chosen.
var settings = []string{"briefing", "interview", "speech", "post", "statement", "call", "talks", "readout"}

// maxOccasions bounds the occasions of a page that are looked at.
const maxOccasions = 2000

// occasions reads the page's occasions, in text order.
func (b *builder) occasions() []occasion {
	var out []occasion
	l := occasionWords()
	for i := range b.a.frames {
		f := &b.a.frames[i]
		for k := range f.items {
			it := &f.items[k]
			if it.class == quoted || it.class == prep {
				continue
			}
			if f.onNetwork(k) && b.mentionAt(it.start) == nil && len(out) < maxOccasions {
				o := b.occasionOf(f, k, slices.Index(settings, "post"), false)
				o.word = setting.Word("network")
				out = append(out, o)
			}
			w := l.wide[it.low]
			if w == 0 {
				continue
			}
			for n := range settings {
				if w&(1<<n) != 0 && len(out) < maxOccasions {
					out = append(out, b.occasionOf(f, k, n, l.setting[it.low] == settings[n]))
				}
			}
		}
	}
	return out
}

// onNetwork reports whether a single name behind "on" stands at k, which may be a network: "said
// on Perch that".
func (f *frame) onNetwork(k int) bool {
	it := &f.items[k]
	return it.class == name && it.capital && f.at(k-1) == "on" && (k+1 == len(f.items) || f.items[k+1].class != name && f.items[k+1].low != "of" && !f.items[k+1].capital)
}

// occasionOf describes the occasion at item k of a frame.
func (b *builder) occasionOf(f *frame, k, n int, sure bool) occasion {
	o := occasion{f: f, at: k, setting: n, sure: sure, word: setting.Word(f.items[k].low)}
	o.thing = isSettingWord("thing", f.at(k+1))
	o.press = f.anyOf("forpress", k-2, k) || f.anyOf("media", k+1, k+4)
	for j := k - 1; j >= 0 && k-j < 10; j-- {
		it := &f.items[j]
		if o.det == other && (it.class == det || it.class == poss || it.class == clitic || it.class == number) {
			o.det = it.class
		}
		if it.class == prep && o.prep == 0 {
			o.prep = setting.Word(it.low)
		}
		if it.class == comma || it.class == quoted || it.class == semicolon || it.class == sub || it.class == rel {
			break
		}
		if it.class == finite || it.class == passed || it.class == doing || it.class == other && len(it.verbs) > 0 {
			o.verb = verbClass(it)
			break
		}
	}
	b.present(&o)
	return o
}

// verbClass is a hash that tells what kind of verb leads to an occasion.
func verbClass(it *item) uint32 {
	switch {
	case isSettingWord("stage", it.low):
		return 1
	case isSettingWord("meets", it.low):
		return 2
	case len(it.verbs) > 0:
		return 3
	}
	return setting.Word(it.low)
}

// present notes who is named in the sentence of an occasion.
func (b *builder) present(o *occasion) {
	f := o.f
	from := f.items[0].start
	i, _ := slices.BinarySearchFunc(b.seen, from, func(s sighting, at int) int { return cmp.Compare(s.start, at) })
	end := f.items[len(f.items)-1].end
	for ; i < len(b.seen) && b.seen[i].start < end && len(o.who) < 4; i++ {
		if p := b.seen[i].figure; p.person || p.party.Type == "body" || p.party.Type == "organisation" {
			key := keyOf(&p.party)
			if o.subject == "" && b.seen[i].start < f.items[o.at].start {
				o.subject = key
			}
			o.who = append(o.who, key)
		}
	}
}
