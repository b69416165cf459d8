// Package plover codes events in sentences after PLOVER 2.0 (Political Language Ontology
// for Verifiable Event Records, Open Event Data Alliance, manual of February 2024): who
// did what to whom, read off the dependency tree.
//
// The rules are data (folder lexicon): verbs and nouns with what must stand beside them,
// and the class, mode and kind they mean. [Code] finds the words that may name an event
// by their lemmas, checks the rules from the most particular to the most general, reads
// the participants off the tree, and last sorts out which acts are only the content of
// others: who threatens to attack has threatened, not attacked.
//
// Time is linear in the length of a sentence but for its nesting, which is bounded.
package plover

import (
	"slices"

	"readout/actor"
	"readout/text"
)

// An Act is one event in a sentence.
type Act struct {
	Class    string   // "CONSULT"
	Modes    []string // of the class: "phone"
	Contexts []string // "diplomatic"
	Kind     string   // in a plain word: "call", "arrest"

	Trigger    text.Range // the words that name it
	Head       int        // the trigger's head word
	Actors     []Side
	Recipients []Side

	Negated bool // did not happen
	// Future is set where it has not happened yet. AGREE, CONCEDE and THREATEN about
	// something to come carry it too: the promise is made, what Kind names is not done.
	Future       bool
	Hypothetical bool // in a condition, a question or a possibility
	Historical   bool // long before the news

	Rule string // what found it
}

// A Side is one that acts or is acted upon.
type Side struct {
	Words   text.Range // its noun phrase
	Head    int        // its head word
	Means   int        // the word of the sentence that a pronoun stands for, else the head
	Country string     // ISO 3166 alpha-3 or a PLOVER code, "" where unknown
	Sectors []string   // the primary one first
}

// Code returns the events of sentence s of a document, in the order of their triggers.
// The roster tells the states and bodies of names; nil knows none.
func Code(doc *text.Document, s int, roster *actor.Roster) []Act {
	if s < 0 || s >= len(doc.Sentences) || doc.Root(s) == text.NoHead {
		return nil
	}
	v := newView(doc, s, roster)
	if v.offTopic() {
		return nil
	}
	found := v.owe(v.candidates())
	v.settle(found)
	acts := v.acts(found)
	slices.SortStableFunc(acts, func(a, b Act) int { return a.Head - b.Head })
	return acts
}

// Quad returns the quad class of a PLOVER class: 1 verbal cooperation, 2 material
// cooperation, 3 verbal conflict, 4 material conflict, and 0 for what is no class. The
// manual's quad table has SANCTION under verbal conflict and the class's own page under
// material conflict, which is what is followed here.
func Quad(class string) int {
	switch class {
	case "AGREE", "CONSULT", "SUPPORT", "CONCEDE":
		return 1
	case "COOPERATE", "AID", "RETREAT":
		return 2
	case "REQUEST", "ACCUSE", "REJECT", "THREATEN":
		return 3
	case "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT":
		return 4
	}
	return 0
}
