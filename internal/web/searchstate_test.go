package web

import (
	"net/http"
	"net/url"
	"slices"
	"testing"

	"readout/internal/store"
)

// FuzzSearchState reads any address, and the address that it makes of it as the same.
func FuzzSearchState(f *testing.F) {
	for _, s := range []string{"", "q=corridor&kind=direct&kind=mixed&after=MSAw", "from=2024-03&until=2024-05&view=lines&sort=left", "date=..&side=%00&q=%ff", "order=relevance&at=s1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		st, err := searchStateOf(&http.Request{Method: "GET", URL: &url.URL{Path: "/search", RawQuery: raw}})
		if err != nil {
			return
		}
		u, err := url.Parse(st.URL())
		if err != nil {
			t.Fatal(err)
		}
		again, err := searchStateOf(&http.Request{Method: "GET", URL: u})
		if err != nil || again.Query != st.Query || again.After != st.After || again.At != st.At || again.View != st.View || !slices.Equal(again.Filters, st.Filters) {
			t.Errorf("%q is %+v, and %q is %+v, %v", raw, st, st.URL(), again, err)
		}
		if c, err := cursorOf(st.After); err == nil && c.Number > 0 {
			if back, err := cursorOf(cursorText(c)); err != nil || back.Number != c.Number {
				t.Errorf("cursor %+v comes back as %+v, %v", c, back, err)
			}
		}
	})
}

func TestCursor(t *testing.T) {
	for _, c := range []store.Cursor{{}, {Number: 1}, {Number: 1<<62 + 17, Score: -3.25e-7}} {
		got, err := cursorOf(cursorText(c))
		if err != nil || got != c {
			t.Errorf("%+v comes back as %+v, %v", c, got, err)
		}
	}
	for _, text := range []string{"!", "MQ", "eCB5"} {
		if c, err := cursorOf(text); err == nil {
			t.Errorf("%q is taken for %+v", text, c)
		}
	}
}
