package text

// The types of names.
const (
	Person       = "PER"
	Organisation = "ORG"
	Place        = "LOC"
)

// A Name is a name in a document: the words [First, Last), within one sentence, of one of
// the types.
type Name struct {
	First, Last int
	Type        string
}
