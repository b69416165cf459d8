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
