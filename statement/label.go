package statement

import (
	"slices"
	"strings"

	"readout"
)

// labelled resolves a transcript's label, once for all its turns.
func (b *builder) labelled(label string, question bool) voice {
	v, ok := b.labels[label]
	if !ok {
		v = b.labelVoice(label, question)
		if b.labels == nil {
			b.labels = map[string]voice{}
		}
		b.labels[label] = v
	}
	return v
}

func (b *builder) labelVoice(label string, question bool) voice {
	if question {
		return voice{}
	}
	if label == "A" || label == "Answer" {
		return b.answerer()
	}
	name := labelName(label)
	if figs := b.surnames[lastWord(name)]; len(figs) > 0 {
		return b.voice(b.one(figs))
	}
	v := voice{party: readout.Party{Name: name, Type: "person"}, level: readout.Named}
	if roleLabel(name) {
		v.level = readout.OfficeLevel
	}
	if b.in.Roster == nil {
		return v
	}
	if own := b.publisherHolder(strings.ToLower(name), len(b.a.doc.Text), name); own != nil {
		return *own // "Spokesman:" in the transcript of a ministry
	}
	ms := b.in.Roster.Find(name)
	if len(ms) == 0 {
		return v
	}
	fig := b.figureOf(&ms[len(ms)-1], name, nil)
	if fig.person {
		return b.voice(fig)
	}
	return v
}

// answerer is who answers where the labels do not say it: the only person whom the headline
// names and the actor file knows.
func (b *builder) answerer() voice {
	if b.in.Roster == nil {
		return voice{}
	}
	head := string(b.in.Article.Headline)
	var found []*figure
	ms := b.in.Roster.Find(head)
	for i := range ms {
		if f := b.figureOf(&ms[i], head[ms[i].Start:ms[i].End], nil); f.person && !slices.ContainsFunc(found, func(o *figure) bool { return o.party.ID == f.party.ID }) {
			found = append(found, f)
		}
	}
	if len(found) != 1 {
		return voice{}
	}
	return b.voice(found[0])
}
