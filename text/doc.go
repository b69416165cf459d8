// Package text cuts an article's text into paragraphs, sentences, tokens and words, tags
// them, builds their trees, finds names, dates and quantities, and says which mentions mean
// the same, with byte offsets into the original.
//
// It takes any bytes and never changes them: every word is the slice of the text that its
// offsets name, words are in order and do not overlap, and what lies between two of them
// is white space. Tokens and words are those of the English Universal Dependencies
// treebanks: "don't" is one token of two words, "do" and "n't"; punctuation and the parts
// of most hyphenated words stand alone. Time is linear in the length of the text.
//
// The weights are not here: a model is loaded elsewhere and handed in. Without one, rules
// cut the text, and tags, lemmas, trees and names are left empty. A list of names, such as
// the roster of package actor, may help the model ([Model.With]).
package text

// Version names this stage's behaviour in the record.
const Version = "text/2"
