package text

// A Mention is a stretch of a document's words that stands for a person or thing: a name,
// a noun with what belongs to it, a pronoun, or several of these joined ("Ode and Rell").
type Mention struct {
	First, Last int         // the words [First, Last)
	Head        int         // the word that the others hang on; of a group, the first part's
	Kind        MentionKind //
	Type        string      // Person, Organisation, Place, or "" where unknown
	Number      string      // "Sing", "Plur", or "" where unknown
	Gender      string      // "Masc", "Fem", "Neut", or "" where unknown
	Parts       []int       // of a group, its parts: indices into Document.Mentions
	Entity      int         // index into Document.Entities
	Antecedent  int         // the mention it was linked to, nearly always an earlier one, or NoMention
	Reason      Reason      // of that link, "" without one
}

// NoMention is the Antecedent of a mention that was linked to none.
const NoMention = -1

// A MentionKind says how a mention is made.
type MentionKind string

// The kinds of mentions.
const (
	NameMention    MentionKind = "name"
	NounMention    MentionKind = "noun"
	PronounMention MentionKind = "pronoun" // of the third person
	GroupMention   MentionKind = "group"
)

// A Reason says why a mention was linked to its antecedent.
type Reason string

// The reasons of links.
const (
	ExactName       Reason = "exact name"
	ShortForm       Reason = "short form"
	Acronym         Reason = "acronym"
	SameFact        Reason = "another name in the actor file"
	TitleAndOffice  Reason = "title and office"
	Apposition      Reason = "apposition"
	Predicate       Reason = "predicate"
	DemonymAndState Reason = "demonym and state"
	RoleNoun        Reason = "role noun"
	NounOfName      Reason = "noun of the name"
	SameNoun        Reason = "same noun"
	GroupOfTwo      Reason = "group: the two named last"
	PronounHere     Reason = "pronoun: in the same sentence"
	PronounSubject  Reason = "pronoun: subject of the sentence before"
	PronounBefore   Reason = "pronoun: in the sentence before"
	PronounFar      Reason = "pronoun: further back"
	Reflexive       Reason = "pronoun: subject of its clause"
)

// An Entity is what one or more mentions stand for.
type Entity struct {
	Mentions []int  // indices into Document.Mentions, in text order
	Type     string // Person, Organisation, Place, or "" where unknown
	Number   string // "Sing", "Plur", or ""
	Gender   string // "Masc", "Fem", "Neut", or ""
	Name     int    // the mention with the longest name, or NoMention
}

// Knowledge is what a caller knows about names. It must be safe for concurrent use where
// documents are resolved at once.
type Knowledge interface {
	// Fact returns what is known of a name as it is written, "Kesna" or "the EAO" without
	// the article, and whether anything is. A name that means several must have no fact.
	Fact(name string) (Fact, bool)
}

// A Fact is what is known of a name. Fields may be empty.
type Fact struct {
	ID     string   // the same for all names of one actor: state, demonym, capital as its seat
	Type   string   // Person, Organisation or Place
	Gender string   // of a person, "Masc" or "Fem"
	Titles []string // of a person: offices held, in small letters, "foreign minister"
	Side   string   // of a person: the ID of the state or body it speaks for

	Demonym bool // the name tells what is of the actor, "Kesnan"
	Seat    bool // the name is first of all a place, the actor's capital or building
}
