package statement

import (
	"cmp"
	"slices"
	"strings"

	"readout"
)

// A staged is a place that a sentence puts somebody in without a word that he says there:
// "Lim is speaking at a press conference in Lurra."
type staged struct {
	spot
	frame int
	key   string
}

// stages reads those sentences, in text order.
func (b *builder) stages() []staged {
	var out []staged
	verbs, meets := occasionWords().class["stage"], occasionWords().class["meets"]
	for i := range b.a.frames {
		f := &b.a.frames[i]
		if who, n := b.appears(f); who != nil {
			out = append(out, staged{spot{readout.Opt(n), f.paragraph}, f.index, keyOf(&who.party)})
			continue
		}
		for k := 1; k < len(f.items); k++ {
			if !verbs[f.items[k].low] && !meets[f.items[k].low] {
				continue
			}
			who := b.onStage(f, k)
			if who == nil {
				continue
			}
			n := f.stageAfter(k)
			if isSettingWord("testifying", f.items[k].low) && f.anyOf("hears", k+1, k+9) {
				n = "speech"
			}
			if n == "" && strings.HasPrefix(f.items[k].low, "address") && f.anyOf("hears", k+1, k+4) {
				n = "speech"
			}
			if meets[f.items[k].low] && f.anyOf("media", k+1, k+4) {
				n = "briefing"
			}
			if n != "" {
				out = append(out, staged{spot{readout.Opt(n), f.paragraph}, f.index, keyOf(&who.party)})
				break
			}
		}
	}
	return out
}

// appears returns the occasion "at" which the one who is named or called by his office as
// the subject of a sentence does anything: "Lim lost his temper at a news conference".
func (b *builder) appears(f *frame) (*figure, string) {
	for j := 4; j < len(f.items); j++ {
		n := settingOf(f.items[j].low)
		if isSettingWord("account", f.items[j].low) && f.possessed(j) && f.leadBy("on", j) {
			return b.opening(f, j), "post"
		}
		if n != "briefing" && n != "speech" || !f.isKind(j) || isSettingWord("thing", f.at(j+1)) || f.possessed(j) || !f.leadBy("at", j) {
			continue
		}
		if f.hasClass(0, j, neg) {
			return nil, "" // "Lim, who was not present at the rally"
		}
		if who := b.opening(f, j); who != nil {
			return who, n
		}
	}
	return nil, ""
}

// opening returns the person with whose name a sentence opens, before item j, or nil.
func (b *builder) opening(f *frame, j int) *figure {
	for k := 0; k < min(j, 6); k++ {
		sg := b.sightingAt(f.items[k].start)
		if sg == nil || !sg.figure.person {
			continue
		}
		if k > 0 && f.items[k-1].class == prep || f.items[min(k+1, len(f.items)-1)].class == clitic {
			return nil
		}
		return sg.figure
	}
	return nil
}

// onStage returns the person named as the subject of the verb at k, or nil.
func (b *builder) onStage(f *frame, k int) *figure {
	for k > 0 && (f.items[k-1].class == be || f.items[k-1].class == have || f.items[k-1].class == adv || f.items[k].low == "guest" && f.items[k-1].class == det) {
		k--
	}
	s, shared := f.subject(k)
	if shared || s.empty() {
		return nil
	}
	if sg := b.lastSighting(f, b.head(f, s)); sg != nil && sg.figure.person {
		return sg.figure
	}
	n, _ := slices.BinarySearchFunc(b.voices, f.index+1, func(h heard, i int) int { return cmp.Compare(h.frame, i) })
	r := resolver{cast: b.cast, voices: b.voices[:n], meeting: b.meeting, publisher: b.publisher}
	if p := r.resolve(f, s).figure; p != nil && p.person {
		return p // "the spokeswoman faced reporters"
	}
	return nil
}

// stageAfter names the occasion, at which one speaks in public, that follows the verb at k
// in its clause.
func (f *frame) stageAfter(k int) string {
	if f.items[k].low == "guest" {
		if f.at(k+1) == "on" || f.at(k+1) == "in" || f.at(k+1) == "of" {
			return "interview"
		}
		return ""
	}
	for j := k + 1; j < len(f.items) && j < k+14; j++ {
		switch f.items[j].class {
		case quoted, semicolon, stop:
			return ""
		}
		switch n := settingOf(f.items[j].low); n {
		case "briefing", "interview", "speech":
			if f.isKind(j) && !isSettingWord("thing", f.at(j+1)) {
				return n
			}
		}
	}
	return ""
}
