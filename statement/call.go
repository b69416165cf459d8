package statement

import "readout"

// A contact is the call or meeting that an article tells of: its two parties.
type meeting struct {
	setting string // "call" or "talks"
	parties [2]*figure
	frame   int // where it is told of
}

var (
	callWords = setOf("telephone phone phoned telephoned call telephonic")
	meetWords = setOf("met meeting talks spoke spoken conversation negotiations received hosted")
	// direct are those whose object is the other one, without "with".
	direct = setOf("met received hosted phoned telephoned called")
)

// meetingOf reads the call or meeting that the first paragraphs tell of: "Lim spoke by
// telephone with Brun". It is nil where there is none, or more than two people.
func (r *resolver) meetingOf() *meeting {
	for i := range r.a.frames {
		f := &r.a.frames[i]
		if f.paragraph > 2 {
			return nil
		}
		if m := r.meetingIn(f); m != nil {
			m.frame = i
			return m
		}
	}
	return nil
}

func (r *resolver) meetingIn(f *frame) *meeting {
	setting := ""
	verb := -1
	for k := range f.items {
		low := f.items[k].low
		if callWords[low] && setting != "call" {
			setting = "call"
		}
		if meetWords[low] && setting == "" {
			setting = "talks"
		}
		if verb < 0 && (meetWords[low] || callWords[low]) {
			verb = k
		}
	}
	if setting == "" {
		return nil
	}
	m := &meeting{setting: setting}
	n := 0
	for k := range f.items {
		sg := r.sightingAt(f.items[k].start)
		if sg == nil || !sg.figure.person || sg.start != f.items[k].start || n > 0 && m.parties[0] == sg.figure {
			continue
		}
		switch {
		case n == 1 && !f.joins(verb, k):
			return nil
		case n == 2 && sg.figure != m.parties[1] && f.at(k-1) == "and":
			return nil // more than two
		case n < 2:
			m.parties[n] = sg.figure
			n++
		}
	}
	if n != 2 {
		return nil
	}
	if setting == "talks" && r.speaksOfCall() {
		m.setting = "call"
	}
	return m
}

// speaksOfCall reports whether the headline or the first paragraphs call the
// conversation a call.
func (r *resolver) speaksOfCall() bool {
	for _, w := range wordsOf(string(r.in.Article.Headline)) {
		if callWords[w] {
			return true
		}
	}
	for i := range r.a.frames {
		f := &r.a.frames[i]
		if f.paragraph > 3 {
			break
		}
		for k := range f.items {
			if callWords[f.items[k].low] && f.callNoun(k) {
				return true
			}
		}
	}
	return false
}

// joins reports whether "with" or "to" stands between item from and the name at k with
// nothing but its titles between.
func (f *frame) joins(from, k int) bool {
	for j := k - 1; j > 0 && k-j < 16; j-- {
		switch f.items[j].low {
		case "with", "to", "and", "between":
			return j >= from-6
		case "from":
			return callWords[f.items[j-1].low] // "received a call from Lim"
		}
		switch f.items[j].class {
		case name, other, clitic, prep, det, poss:
			if j == from && direct[f.items[j].low] {
				return true // "received the Secretary-General of the Council, Ana Lim"
			}
		case comma:
			if j != k-1 {
				return false
			}
		default:
			return j == from && direct[f.items[j].low]
		}
	}
	return false
}

// other returns who is spoken to when p speaks, or nil.
func (m *meeting) other(p *readout.Party) *figure {
	if m == nil || p == nil {
		return nil
	}
	for i, f := range m.parties {
		if same(&f.party, p) {
			return m.parties[1-i]
		}
	}
	return nil
}
