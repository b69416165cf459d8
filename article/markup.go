package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// markup is a parsed HTML page.
type markup struct {
	root *html.Node
}

// maxNesting is how deep elements stay nested on a page that the parser refuses for its
// depth. The parser itself stops at 512, with tags it opens again and again on the way.
const maxNesting = 128

// parseHTML parses a page. A page nested too deep for the parser, as old pages with
// thousands of unclosed tags are and bombs are meant to be, is parsed again without the
// tags that only format and without the innermost ones; flattened then says so.
func parseHTML(s string) (root *html.Node, flattened bool, err error) {
	root, err = html.Parse(strings.NewReader(s))
	if err == nil {
		return root, false, nil
	}
	root, err = html.Parse(strings.NewReader(flatten(s)))
	return root, true, err
}

// flatten rewrites a page with few enough open elements.
func flatten(s string) string {
	var out strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	open := 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			return out.String()
		case html.StartTagToken:
			raw := z.Raw()
			tag := tagOf(z)
			if onlyFormats(tag) {
				continue
			}
			if !isVoid(tag) {
				if open == maxNesting {
					out.WriteByte(' ')
					continue
				}
				open++
			}
			out.Write(raw)
		case html.EndTagToken:
			raw := z.Raw()
			if tag := tagOf(z); onlyFormats(tag) || open == 0 {
				continue
			}
			open--
			out.Write(raw)
		default:
			out.Write(z.Raw())
		}
	}
}

func tagOf(z *html.Tokenizer) atom.Atom {
	name, _ := z.TagName()
	return atom.Lookup(name)
}

func onlyFormats(tag atom.Atom) bool {
	switch tag {
	case atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S, atom.Small, atom.Span, atom.Strike,
		atom.Strong, atom.Tt, atom.U, atom.Ruby, atom.Rb, atom.Rt, atom.Math, atom.Svg, atom.Template, atom.Frameset, 0:
		return true
	}
	return false
}

func isVoid(tag atom.Atom) bool {
	switch tag {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Param,
		atom.Source, atom.Track, atom.Wbr, atom.P, atom.Li, atom.Dd, atom.Dt, atom.Td, atom.Tr, atom.Th, atom.Option:
		return true
	}
	return false
}
