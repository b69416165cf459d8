// Package plover codes events in sentences after PLOVER 2.0 (Political Language Ontology
// for Verifiable Event Records, Open Event Data Alliance, manual of February 2024): who
// did what to whom, read off the dependency tree.
package plover

import (
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

	Negated      bool // did not happen
	Future       bool // has not happened yet
	Hypothetical bool // in a condition, a question or a possibility
	Historical   bool // long before the news

	Rule string // what found it
}

// A Side is one that acts or is acted upon.
type Side struct {
	Words   text.Range // its noun phrase
	Head    int        // its head word
	Country string     // ISO 3166 alpha-3 or a PLOVER code, "" where unknown
	Sectors []string   // the primary one first
}

// Code returns the events of sentence s of a document, in the order of their triggers.
// The roster tells the states and bodies of names; nil knows none.
func Code(doc *text.Document, s int, roster *actor.Roster) []Act {
	return nil
}
