package actor

import (
	"errors"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"readout"
)

// A place is where something stands in an actor file.
type place struct {
	src   *File
	table string // "person", or "" for the top of the file
	index int    // which one of the tables of that name
	key   string // "held", or "" for the table's head
	item  int    // which one of the key's values
}

func (p place) of(key string) place { p.key = key; return p }

func (p place) nth(item int) place { p.item = item; return p }

// errorf returns an error that names the place. The file is read a second time to find
// it, which only happens when there is something to complain about.
func (p place) errorf(format string, args ...any) error {
	line, column := p.find()
	return invalid(p.src.Name, line, column, fmt.Sprintf(format, args...))
}

func invalid(name string, line, column int, message string) error {
	return mistake(fmt.Sprintf("%s:%d:%d: %s", name, line, column, message))
}

// A mistake is an error in an actor file, with its place.
type mistake string

func (m mistake) Error() string { return string(m) }

// Unwrap makes every mistake a [readout.ErrInvalid].
func (mistake) Unwrap() error { return readout.ErrInvalid }

// find returns the line and column of the place.
func (p place) find() (line, column int) {
	var parser unstable.Parser
	parser.Reset(p.src.Data)
	line, column = 1, 1
	index, inside := -1, p.table == ""
	for parser.NextExpression() {
		node := parser.Expression()
		switch {
		case node.Kind == unstable.ArrayTable && keyOf(node) == p.table:
			index++
			inside = index == p.index
			if inside {
				line, column = position(&parser, firstKey(node))
			}
		case node.Kind == unstable.ArrayTable || node.Kind == unstable.Table:
			inside = false
		case inside && p.key != "" && keyOf(node) == p.key:
			return position(&parser, item(node.Value(), p.item))
		}
	}
	return line, column
}

func keyOf(node *unstable.Node) string {
	if key := firstKey(node); key != nil {
		return string(key.Data)
	}
	return ""
}

func firstKey(node *unstable.Node) *unstable.Node {
	keys := node.Key()
	if !keys.Next() {
		return nil
	}
	return keys.Node()
}

// item returns the nth element of an array, or the value itself.
func item(value *unstable.Node, n int) *unstable.Node {
	if value.Kind != unstable.Array {
		return value
	}
	for it := value.Children(); it.Next(); n-- {
		if n == 0 {
			return it.Node()
		}
	}
	return value
}

func position(parser *unstable.Parser, node *unstable.Node) (line, column int) {
	raw := node.Raw
	if raw.Length == 0 { // an inline table or array: its first leaf has a place
		if it := node.Children(); it.Next() {
			raw = it.Node().Raw
			if it.Node().Kind == unstable.KeyValue {
				raw = firstKey(it.Node()).Raw
			}
		}
	}
	start := parser.Shape(raw).Start
	return start.Line, start.Column
}

// decodeError turns an error of the TOML reader into ours.
func decodeError(name string, err error) error {
	var missing *toml.StrictMissingError
	if errors.As(err, &missing) && len(missing.Errors) > 0 {
		first := missing.Errors[0]
		line, column := first.Position()
		key := ""
		if k := first.Key(); len(k) > 0 {
			key = k[len(k)-1]
		}
		return invalid(name, line, column, fmt.Sprintf("unknown key %q; docs/actors.md lists the keys of each table", key))
	}
	var decode *toml.DecodeError
	if errors.As(err, &decode) {
		line, column := decode.Position()
		return invalid(name, line, column, plainly(decode.Error()))
	}
	return invalid(name, 1, 1, err.Error())
}

// plainly words what the TOML reader says without the names of our types.
func plainly(message string) string {
	message = strings.TrimPrefix(message, "toml: ")
	rest, ok := strings.CutPrefix(message, "cannot decode TOML ")
	if !ok {
		return message
	}
	got, target, _ := strings.Cut(rest, " into ")
	return fmt.Sprintf("%s, want %s", got, target[strings.LastIndexByte(target, ' ')+1:])
}
