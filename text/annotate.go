package text

// Annotate cuts s into sentences and words, analyses them and says which mentions mean the
// same. With a nil model it cuts by rules alone and leaves tags and trees empty.
func Annotate(m *Model, s string) *Document {
	if m == nil {
		return (*Segmenter)(nil).Cut(s)
	}
	d := m.segmenter.Cut(s)
	m.Analyse(d)
	m.Resolve(d, m.knowledge)
	return d
}

// Cut cuts s into paragraphs, sentences and words as [Annotate] does, without tags.
func (m *Model) Cut(s string) *Document { return m.segmenter.Cut(s) }
