package text_test

import (
	"errors"
	"testing"

	"readout/text"
)

func TestUnbundle(t *testing.T) {
	whole := text.Bundle(map[string][]byte{"b": []byte("two"), "a": nil})
	parts, err := text.Unbundle(whole)
	if err != nil || len(parts) != 2 || string(parts["b"]) != "two" || len(parts["a"]) != 0 {
		t.Errorf("Unbundle(Bundle(...)) = %q, %v", parts, err)
	}
	for n := range whole {
		parts, err := text.Unbundle(whole[:n])
		if err != nil && !errors.Is(err, text.ErrModel) {
			t.Errorf("%d bytes: error %v", n, err)
		}
		if err == nil && len(parts) == 2 {
			t.Errorf("%d bytes of %d: no error", n, len(whole))
		}
	}
}

// TestLoad_foreign loads bytes that are no model.
func TestLoad_foreign(t *testing.T) {
	for _, data := range []string{"", "readout", string(text.Bundle(nil)),
		string(text.Bundle(map[string][]byte{text.PartNet: []byte("readout\x02\xff\xff\xff\xff{}")})),
		string(text.Bundle(map[string][]byte{text.PartNet: []byte("readout\x02\x02\x00\x00\x00{}")})),
	} {
		if _, err := text.Load([]byte(data)); err == nil {
			t.Errorf("Load(%q) gives no error", data)
		}
	}
}
