package text

// A Lookup finds in a text the names that a list knows, in order and without overlap. The
// roster of package actor has one. Names of a list are a hint: what a name is in a text is
// decided by its words.
type Lookup func(text string) []Known

// A Known is a name that a list knows: bytes [Start, End) of a text.
type Known struct {
	Start, End int
	Kind       KnownKind
}

// KnownKind is what a list takes a name for.
type KnownKind uint8

// The kinds of names that lists know.
const (
	KnownOther        KnownKind = iota // more than one of the others
	KnownPerson                        // a whole name
	KnownSurname                       // a last name alone
	KnownPlace                         // a state, region or city
	KnownOrganisation                  // an organisation, body, party, outlet or movement
	KnownNationality                   // what is or who are of a state: "Ruvian"
	KnownOffice                        // a title: "foreign minister"
	knownKinds
)

// KnownMarks is the number of values of [Marks].
const KnownMarks = 1 + 2*int(knownKinds)

// Marks returns what l knows of each word of d, in numbers below [KnownMarks]: 0 for
// nothing, else 1 and twice the kind of the name it stands in, and one more for all words
// of a name but the first.
func Marks(l Lookup, d *Document) []uint8 {
	marks := make([]uint8, len(d.Words))
	i := 0
	for _, k := range l(d.Text) {
		if k.Kind >= knownKinds {
			continue
		}
		for i < len(d.Words) && d.Words[i].Start < k.Start {
			i++
		}
		for first := i; i < len(d.Words) && d.Words[i].End <= k.End; i++ {
			marks[i] = 1 + 2*uint8(k.Kind)
			if i > first {
				marks[i]++
			}
		}
	}
	return marks
}
