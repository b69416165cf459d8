package text

// listed adds to names what the list is sure of and nothing else was found for: whole
// names of people, organisations, states and nationalities, written with capitals. A name
// that is just what the list knows is what the list takes it for. Marks are those
// of [Marks]; names are in order and stay so.
func listed(d *Document, names []Name, marks []uint8) []Name {
	out := make([]Name, 0, len(names))
	at := 0
	for i := 0; i < len(marks); {
		j := i + 1
		if marks[i] == 0 {
			i = j
			continue
		}
		for j < len(marks) && marks[j] == marks[i]+1 && marks[i]%2 == 1 {
			j++
		}
		for at < len(names) && names[at].Last <= i {
			out = append(out, names[at])
			at++
		}
		kind := sureKind(KnownKind((marks[i] - 1) / 2))
		free := at == len(names) || names[at].First >= j
		switch same := !free && names[at].First == i && names[at].Last == j; {
		case kind == "" || !capitalised(d.Words[i].Form) || d.Words[i].Sentence != d.Words[j-1].Sentence:
		case same:
			names[at].Type = kind
		case free && (d.Words[j-1].UPOS == "PROPN" || kind == Nationality):
			out = append(out, Name{First: i, Last: j, Type: kind})
		}
		i = j
	}
	return append(out, names[at:]...)
}

// sureKind returns the type of names of a kind, or "" where they may be of several.
func sureKind(k KnownKind) string {
	switch k {
	case KnownPerson:
		return Person
	case KnownPlace:
		return Place
	case KnownOrganisation:
		return Organisation
	case KnownNationality:
		return Nationality
	}
	return ""
}
