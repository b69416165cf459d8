package statement

import (
	_ "embed"
	"maps"
	"strings"
	"sync"
)

//go:embed settings.tsv
var settingTable string

// An occasionLexicon is the embedded table of settings: word lists by class, and the
// setting that a noun means.
type occasionLexicon struct {
	setting map[string]string
	class   map[string]map[string]bool
	places  map[string]bool // all words at which a setting is looked for
	wide    map[string]uint // the settings that a word may tell of, a bit each
}

// settingClasses are the classes of the table that are settings.
var settingClasses = setOf("briefing readout interview post speech statement call talks")

// occasionWords is the lexicon, read once.
var occasionWords = sync.OnceValue(func() *occasionLexicon {
	l := &occasionLexicon{setting: map[string]string{}, class: map[string]map[string]bool{}, places: setOf("in"), wide: map[string]uint{}} // "phone-in"
	for line := range strings.Lines(settingTable) {
		class, list, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || line[0] == '#' {
			continue
		}
		l.class[class] = setOf(list)
		for w := range strings.FieldsSeq(list) {
			if settingClasses[class] {
				l.setting[w], l.setting[w+"s"] = class, class
			}
		}
	}
	for w := range l.setting {
		l.places[w] = true
	}
	for _, class := range []string{"interviewed", "addressing", "testifying", "briefs", "media", "account", "network", "floor"} {
		maps.Copy(l.places, l.class[class])
	}
	for n, name := range settings {
		for w := range l.class["+"+name] {
			l.wide[w] |= 1 << n
		}
		for w, of := range l.setting {
			if of == name {
				l.wide[w] |= 1 << n
			}
		}
	}
	return l
})

// settingOf returns the setting that a noun means by itself, or "".
func settingOf(w string) string { return occasionWords().setting[w] }

// isSettingWord reports whether a word is of a class of the table.
func isSettingWord(class, w string) bool { return occasionWords().class[class][w] }
