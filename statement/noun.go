package statement

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed nouns.tsv
var nounTable string

// A nounClass is a set of classes of nouns.
type nounClass uint8

const (
	role nounClass = 1 << iota
	vague
	institution
	outletNoun
	document
	male
	female
	place
)

var nounClasses = map[string]nounClass{
	"role": role, "vague": vague, "institution": institution, "outlet": outletNoun,
	"document": document, "male": male, "female": female, "place": place,
}

// nouns are the nouns of the embedded table with their classes.
var nouns = sync.OnceValue(func() map[string]nounClass {
	m := map[string]nounClass{}
	for line := range strings.Lines(nounTable) {
		kind, list, ok := strings.Cut(line, "\t")
		if !ok || line[0] == '#' {
			continue
		}
		for w := range strings.FieldsSeq(list) {
			m[w] |= nounClasses[kind]
		}
	}
	return m
})

// nounOf returns the classes of a lower-case noun and whether it is a plural.
func nounOf(w string) (c nounClass, plural bool) {
	if c := nouns()[w]; c != 0 {
		return c, w == "people" || w == "some" || w == "others" || w == "many" || w == "several" || w == "police" || w == "authorities"
	}
	for _, cut := range []string{"s", "es"} {
		if base, ok := strings.CutSuffix(w, cut); ok && nouns()[base] != 0 {
			return nouns()[base], true
		}
	}
	if base, ok := strings.CutSuffix(w, "men"); ok && nouns()[base+"man"] != 0 {
		return nouns()[base+"man"], true
	}
	if base, ok := strings.CutSuffix(w, "ies"); ok && nouns()[base+"y"] != 0 {
		return nouns()[base+"y"], true
	}
	return 0, false
}
