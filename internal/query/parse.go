package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a query may be at most: far more than a person types, far less than would trouble
// a database.
const (
	maxBytes = 16 << 10
	maxTerms = 256
	maxDepth = 64
)

// Parse reads a query. White space alone asks for everything. The error is an [*Error].
func Parse(s string) (Query, error) {
	p := &parser{s: s}
	if len(s) > maxBytes {
		return Query{}, p.fail(maxBytes, "the query is longer than %d bytes", maxBytes)
	}
	if !utf8.ValidString(s) {
		return Query{}, p.fail(invalidAt(s), "not valid UTF-8")
	}
	if p.skip(); p.i == len(s) {
		return Query{}, nil
	}
	root, err := p.or()
	if err != nil {
		return Query{}, err
	}
	if p.i < len(s) { // only a parenthesis ends an or-list early
		return Query{}, p.fail(p.i, "this ) has no ( before it")
	}
	return Query{Root: root}, nil
}

func invalidAt(s string) int {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return i
			}
		}
	}
	return len(s)
}

type parser struct {
	s     string
	i     int // the next byte to read
	depth int
	terms int
}

func (p *parser) skip() {
	for p.i < len(p.s) {
		r, size := utf8.DecodeRuneInString(p.s[p.i:])
		if !unicode.IsSpace(r) {
			return
		}
		p.i += size
	}
}

// keyword reads an operator that stands alone as a word.
func (p *parser) keyword(word string) bool {
	p.skip()
	if rest := p.s[p.i:]; !strings.HasPrefix(rest, word) || wordEnd(rest) != len(word) {
		return false
	}
	p.i += len(word)
	return true
}

func (p *parser) or() (Node, error) {
	var list Or
	for {
		n, err := p.and()
		if err != nil {
			return nil, err
		}
		if inner, ok := n.(Or); ok { // parentheses that change nothing
			list = append(list, inner...)
		} else {
			list = append(list, n)
		}
		if !p.keyword("OR") {
			break
		}
	}
	if len(list) == 1 {
		return list[0], nil
	}
	return list, nil
}

func (p *parser) and() (Node, error) {
	var list And
	for {
		n, err := p.unary()
		if err != nil {
			return nil, err
		}
		if inner, ok := n.(And); ok {
			list = append(list, inner...)
		} else {
			list = append(list, n)
		}
		explicit := p.keyword("AND")
		if p.skip(); !explicit && (p.i == len(p.s) || p.s[p.i] == ')' || p.peek("OR")) {
			break
		}
	}
	if len(list) == 1 {
		return list[0], nil
	}
	return list, nil
}

func (p *parser) peek(word string) bool {
	at := p.i
	found := p.keyword(word)
	p.i = at
	return found
}

func (p *parser) unary() (Node, error) {
	p.skip()
	at := p.i
	negated := p.keyword("NOT") || p.minus()
	if !negated {
		return p.primary()
	}
	if p.depth++; p.depth > maxDepth {
		return nil, p.fail(at, "nested more than %d deep", maxDepth)
	}
	x, err := p.unary()
	p.depth--
	if err != nil {
		return nil, err
	}
	return Not{x}, nil
}

// minus reads a minus sign that stands right before what it excludes.
func (p *parser) minus() bool {
	rest := p.s[p.i:]
	if len(rest) < 2 || rest[0] != '-' {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(rest[1:]); unicode.IsSpace(r) || r == ')' {
		return false
	}
	p.i++
	return true
}

func (p *parser) primary() (Node, error) {
	p.skip()
	at := p.i
	rest := p.s[at:]
	switch {
	case rest == "":
		return nil, p.fail(at, "expected a word, a quoted phrase, a field or ( here")
	case rest[0] == '(':
		return p.group()
	case rest[0] == ')':
		return nil, p.fail(at, "expected a word, a quoted phrase or a field before this )")
	case p.peek("OR"), p.peek("AND"):
		return nil, p.fail(at, "%s stands between two terms; put it in quotation marks to search for the word", rest[:wordEnd(rest)])
	}
	if p.terms++; p.terms > maxTerms {
		return nil, p.fail(at, "more than %d terms", maxTerms)
	}
	if name, _, ok := cutField(rest); ok {
		return p.fieldNode(name, at)
	}
	w, err := p.text()
	if err != nil {
		return nil, err
	}
	return w, p.meaningful(w, at)
}

func (p *parser) fieldNode(name string, at int) (Node, error) {
	p.i += len(name) + 1
	valueAt := p.i
	value, err := p.text()
	switch {
	case err != nil:
		return nil, err
	case p.i == valueAt:
		return nil, p.fail(valueAt, "%s: needs its value right after the colon", name)
	}
	if r, size := utf8.DecodeRuneInString(p.s[valueAt:]); quote(r) {
		valueAt += size
	}
	return p.field(name, at, value, valueAt)
}

func (p *parser) group() (Node, error) {
	at := p.i
	if p.depth++; p.depth > maxDepth {
		return nil, p.fail(at, "nested more than %d deep", maxDepth)
	}
	p.i++
	n, err := p.or()
	if err != nil {
		return nil, err
	}
	if p.skip(); p.i == len(p.s) {
		return nil, p.fail(at, "this ( has no ) after it")
	}
	p.i++
	p.depth--
	return n, nil
}

// meaningful returns an error where a word has nothing that could be searched for.
func (p *parser) meaningful(w Word, at int) error {
	if strings.IndexFunc(w.Text, searchable) >= 0 {
		return nil
	}
	return p.fail(at, "nothing to search for in %q: expected letters or digits", p.s[at:p.i])
}

// text reads a word or quoted words, with the star of a prefix.
func (p *parser) text() (Word, error) {
	rest := p.s[p.i:]
	r, size := utf8.DecodeRuneInString(rest)
	if !quote(r) {
		n := wordEnd(rest)
		p.i += n
		text, prefix := strings.CutSuffix(rest[:n], "*")
		return Word{Text: text, Prefix: prefix}, nil
	}
	text, n, ok := unquote(rest[size:], closers(r))
	if !ok {
		return Word{}, p.fail(p.i, "this quotation mark is not closed")
	}
	p.i += size + n
	if strings.HasPrefix(p.s[p.i:], "*") {
		p.i++
		return Word{Text: text, Prefix: true}, nil
	}
	return Word{Text: text}, nil
}

// unquote returns the text before the closing quotation mark, and how many bytes it
// takes with the mark. A backslash keeps a mark, or itself, as it is.
func unquote(s, closers string) (text string, n int, ok bool) {
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if strings.ContainsRune(closers, r) {
			return b.String(), i + size, true
		}
		if r == '\\' {
			if next, n := utf8.DecodeRuneInString(s[i+size:]); next == '\\' || quote(next) {
				i, size = i+size, n
			}
		}
		b.WriteString(s[i : i+size])
		i += size
	}
	return "", 0, false
}

// quote reports whether r opens or closes quoted words. Text editors and phones make
// curly ones of the straight ones that a person types.
func quote(r rune) bool { return strings.ContainsRune("\"“”„«»", r) }

// closers returns the marks that close what r opens. Straight marks may hold curly ones.
func closers(r rune) string {
	switch r {
	case '"':
		return "\""
	case '«':
		return "»"
	case '»':
		return "«"
	}
	return "“”\""
}

func searchable(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// wordEnd returns the length of the word at the start of s.
func wordEnd(s string) int {
	for i, r := range s {
		if unicode.IsSpace(r) || r == '(' || r == ')' || quote(r) {
			return i
		}
	}
	return len(s)
}

// cutField splits "name:rest" at the start of s.
func cutField(s string) (name, rest string, ok bool) {
	for i, r := range s {
		switch {
		case r == ':' && i > 0:
			return s[:i], s[i+1:], true
		case !unicode.IsLetter(r):
			return "", "", false
		}
	}
	return "", "", false
}
