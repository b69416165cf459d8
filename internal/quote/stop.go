package quote

import "strings"

// empty are the words that say nothing by themselves.
var empty = func() map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(`a an the this that these those and or but nor if so as than then of in on at by for with from into onto to
		over under between among about after before during since through against within without up down out off
		i me my we us our you your he him his she her it its they them their who whom whose which what when where why how
		be am is are was were been being have has had having do does did done will would can could may might must shall should ought
		not no any some all each every both either neither there here very more most also too just only still again already such own same other another
		said says say told tell tells one s t ll re ve d m let
		dont cant wont isnt arent wasnt werent doesnt didnt hasnt havent wouldnt couldnt shouldnt its im ive id weve were youre theyre thats theres`) {
		m[w] = true
	}
	return m
}()

// Empty reports whether a word, in small letters, says nothing by itself: an article, a
// pronoun, a preposition.
func Empty(word string) bool { return empty[word] }
