// Package readout holds the record that the program makes of news coverage of
// diplomacy: pages, articles, statements and events, and the spans that tie every
// word of them to stored text.
//
// A page takes one way through the program:
//
//	source -> article -> text -> actor -> statement -> event -> store
//	(bytes)   (clean)    (tokens) (who)   (who said     (what    (record)
//	                                       what)         happened)
//
// Everything left of store is a pure function of one page, the model and the actor
// file: no network, disk or clock. The stages are packages of their own, importable by
// other programs; this package is what they hand to each other and to the world. It
// imports the standard library only, and its types with their JSON names are the
// product's format: docs/record.schema.json is made from them.
//
// Unknown is null in JSON and the empty value here, never a guess. Every list is
// present in JSON even when it is empty. A [Span] counts Unicode code points; [Text]
// converts from the byte offsets used inside the stages.
package readout
