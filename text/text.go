// Package text cuts an article's text into paragraphs, sentences and tokens, with byte
// offsets into the original.
package text
