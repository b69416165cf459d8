package readout

import "encoding/json"

// Opt is a string that is null in JSON when it is empty, which means not known or not
// there.
type Opt string

// MarshalJSON writes null for the empty string.
func (o Opt) MarshalJSON() ([]byte, error) { return nullable(string(o)) }

// MarshalJSON writes null for no statement.
func (id StatementID) MarshalJSON() ([]byte, error) { return nullable(string(id)) }

// MarshalJSON writes an unknown event as null.
func (id EventID) MarshalJSON() ([]byte, error) { return nullable(string(id)) }

// MarshalJSON writes null for an unknown source.
func (l Level) MarshalJSON() ([]byte, error) { return nullable(string(l)) }

// MarshalJSON writes null for an unknown day.
func (d Day) MarshalJSON() ([]byte, error) { return nullable(string(d)) }

func nullable(s string) ([]byte, error) {
	if s == "" {
		return []byte("null"), nil
	}
	return json.Marshal(s)
}

// A List is a slice that is [] in JSON, not null, when it is empty.
type List[T any] []T

// MarshalJSON writes [] for a nil list.
func (l List[T]) MarshalJSON() ([]byte, error) {
	if len(l) == 0 {
		return []byte("[]"), nil
	}
	return json.Marshal([]T(l))
}
