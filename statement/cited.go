package statement

import "readout/actor"

// citing returns whom an agency names as its own source after item i: "Lakewire reports,
// citing the ministry", "with reference to the press service".
func (f *frame) citing(i int) stretch {
	for k := i; k+1 < len(f.items) && k < i+12; k++ {
		switch f.items[k].class {
		case semicolon, quoted:
			return stretch{}
		}
		from := 0
		switch f.items[k].low {
		case "citing", "quoting":
			from = k + 1
		case "reference":
			if f.at(k+1) == "to" {
				from = k + 2
			}
		}
		if from == 0 || from >= len(f.items) || !startsPhrase(&f.items[from]) {
			continue
		}
		if end := f.phraseAfter(from); end > from {
			return stretch{from, end}
		}
	}
	return stretch{}
}

// cited makes the one whom an agency cites the speaker, and the agency the relay: "..., the
// agency reports, citing the ministry".
func (b *builder) cited(fd *found) {
	if !fd.relay.empty() || fd.source.empty() || fd.turn != nil || fd.rule != "content first" && fd.rule != "that" && fd.rule != "bare clause" {
		return
	}
	f := fd.f
	sg := b.sightingAt(f.items[fd.source.to-1].start)
	outlet := sg != nil && sg.figure.actor != nil && sg.figure.actor.Type == actor.Outlet
	if !outlet && !f.relays(fd.source) {
		return
	}
	if c := f.citing(max(fd.cue.to, fd.source.to)); !c.empty() && !within(fd.content, c.from) {
		fd.relay, fd.source = fd.source, c
	}
}

// mouthpieces are those through whom somebody speaks.
var mouthpieces = setOf("lawyer lawyers attorney attorneys counsel solicitor spokesman spokeswoman spokesperson spokesmen spokespeople representative representatives aide aides publicist agent office secretary adviser assistant intermediary intermediaries mediator mediators embassy")

// passing is who passes a statement on: who relays it, or else the one through whom the speaker
// speaks, "said through her lawyer, Per Ekman"; "Through an aide, she said".
func (fd *found) passing() stretch {
	if !fd.relay.empty() || fd.cue.empty() || fd.source.empty() {
		return fd.relay
	}
	if s := fd.f.mouthpiece(0); !s.empty() && s.to <= fd.source.from {
		return s
	}
	for k := fd.cue.from + 1; k <= max(fd.cue.to, fd.source.to)+1; k++ {
		if s := fd.f.mouthpiece(k); !s.empty() && !within(fd.content, k) {
			return s
		}
	}
	return stretch{}
}

// mouthpiece returns the one through whom somebody speaks, if the item at k is "through" or "via".
func (f *frame) mouthpiece(k int) stretch {
	if w := f.at(k); w != "through" && w != "via" {
		return stretch{}
	}
	end := min(max(f.phraseAfter(k+1), k+2), len(f.items))
	for i := k + 1; i < end && f.items[i].class != prep && f.items[i].class != comma; i++ {
		if !mouthpieces[f.items[i].low] {
			continue
		}
		if k > 0 && end+1 < len(f.items) && f.items[end].class == comma && f.items[end+1].capital && f.phraseAfter(end+1) > end+1 {
			end = f.phraseAfter(end + 1) // "her lawyer, Per Ekman"
		}
		return f.nounEnd(stretch{k + 1, end})
	}
	return stretch{}
}
