package statement

import "readout/actor"

// maxDescription bounds the items from a comma to the name behind a title.
const maxDescription = 9

// apposed returns the person whose name stands in apposition to a role: "Lim's lawyer,
// Ana Brun".
func (r *resolver) apposed(f *frame, s, head stretch) *sighting {
	if head.empty() || f.items[head.from].class == name && head.to-head.from == 1 {
		return nil
	}
	n, plural := nounOf(f.items[head.to-1].low)
	sg := r.sightingAt(f.items[head.to-1].start)
	office := sg != nil && sg.mention != nil && sg.mention.How == actor.ByTitle
	if plural || n&institution != 0 && !office {
		return nil
	}
	somebody := office || n&(role|male|female) != 0
	for k := head.to; k+1 < s.to; k++ {
		if f.items[k].class != comma {
			continue
		}
		for j := k + 1; j < s.to && j < k+maxDescription; j++ {
			sg := r.sightingAt(f.items[j].start)
			if sg != nil && sg.figure.person && sg.start == f.items[j].start {
				if somebody && j < k+4 || r.endsIn(f, s, sg) { // "a longtime ally, lawyer | Ivo Brun"
					return sg
				}
				break
			}
			if titled := f.items[j].capital && nouns()[f.items[j].low]&role != 0; !titled && f.items[j].class != other {
				break // "Her predecessor, | Alderman Ana Brun"; "another witness, | former harbour adviser Ana Brun"
			}
		}
	}
	return nil
}

// endsIn reports whether a phrase ends in somebody's name, or in that and where he belongs: "Ivo
// Brun of the Lake Fund".
func (r *resolver) endsIn(f *frame, s stretch, sg *sighting) bool {
	for k := s.from; k < s.to; k++ {
		if f.items[k].start >= sg.end {
			return f.items[k].class == prep
		}
	}
	return true
}
