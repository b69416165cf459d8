package statement

import (
	"cmp"
	"slices"
	"strings"

	"readout"
	"readout/text"
)

// corefer resolves a source that says who speaks without a name, "the guest", "her office's
// new head", by the document's coreference: where that links it to somebody whom the
// article names before, that is who speaks. It returns nil where it does not.
func (r *resolver) corefer(f *frame, s stretch) *figure {
	d := r.a.doc
	at := r.mentionOf(f, s)
	if at < 0 || !meansOne(d, &d.Mentions[at]) {
		return nil
	}
	var who *figure
	for _, i := range d.Entities[d.Mentions[at].Entity].Mentions {
		m := &d.Mentions[i]
		if i >= at || m.Kind != text.NameMention {
			continue
		}
		sg := r.sightingAt(d.Words[m.Head].Start)
		if sg == nil || !sg.figure.person {
			continue
		}
		if who != nil && who != sg.figure {
			return nil
		}
		who = sg.figure
	}
	return who
}

// mentionOf returns the mention whose head stands in the source's head, the widest, or -1.
func (r *resolver) mentionOf(f *frame, s stretch) int {
	d := r.a.doc
	head := r.head(f, s)
	if head.empty() {
		return -1
	}
	from, to := f.items[head.from].start, f.items[head.to-1].end
	i, _ := slices.BinarySearchFunc(d.Mentions, from, func(m text.Mention, b int) int { return cmp.Compare(d.Words[m.First].Start, b) })
	for ; i < len(d.Mentions) && d.Words[d.Mentions[i].First].Start < to; i++ {
		if h := d.Words[d.Mentions[i].Head]; h.Start >= from && h.End <= to && h.End == f.items[head.to-1].end {
			return i
		}
	}
	return -1
}

// meansOne reports whether a mention means one person who has been told of: a pronoun in
// the singular, or a definite noun.
func meansOne(d *text.Document, m *text.Mention) bool {
	if m.Antecedent == text.NoMention || m.Number == "Plur" {
		return false
	}
	first := &d.Words[m.First]
	return m.Kind == text.PronounMention || m.Kind == text.NounMention && (first.Feat("Definite") == "Def" || first.Feat("Poss") == "Yes" || first.Feat("PronType") == "Dem")
}

// byNames gives a source whose head nobody knows the person whose name the language model
// found there: "Lakewire editor Ana Lim".
func (r *resolver) byNames(f *frame, s stretch, v voice) voice {
	head := r.head(f, s)
	if v.party.ID != "" || v.figure != nil || head.empty() || v.party.Type != "" && v.party.Type != "person" && v.party.Type != "office" {
		return v
	}
	n := r.nameEnding(f.items[head.to-1].end)
	if n == nil || n.Type != text.Person {
		return r.byType(v, n)
	}
	d := r.a.doc
	name := squeeze(d.Text[d.Words[n.First].Start:d.Words[n.Last-1].End])
	if figs := r.surnames[name]; len(figs) == 1 {
		return r.voice(figs[0])
	}
	v.party.Name, v.party.Type, v.level = name, "person", readout.Named
	role := d.Words[n.Role.First:n.Role.Last]
	if len(role) > 0 && v.party.Office == "" && !honorific[strings.ToLower(role[len(role)-1].Form)] {
		v.party.Office = readout.Opt(squeeze(d.Text[role[0].Start:role[len(role)-1].End]))
	}
	return v
}

// byType gives a name that nothing explains what the language model takes it for.
func (r *resolver) byType(v voice, n *text.Name) voice {
	if n != nil && n.Type == text.Organisation && v.party.Type == "" && v.level == readout.Named {
		v.party.Type, v.level = "organisation", readout.Institution
	}
	return v
}

// byCoreference gives a source that is still somebody without a name the one that
// coreference finds.
func (r *resolver) byCoreference(f *frame, s stretch, v voice) voice {
	unknown := v.party.Name == "" || v.party.ID == "" && v.figure == nil && (v.party.Type == "office" || v.party.Type == "" || v.level == readout.OfficeLevel)
	if s.empty() || !unknown {
		return v
	}
	if p := r.corefer(f, s); p != nil {
		return r.voice(p)
	}
	return v
}
