package api

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestExport holds files to what the search counts and to the document.
func TestExport(t *testing.T) {
	c := newClient(t)
	list := c.ask(http.MethodGet, "/statements", "/statements?limit=1&count=true&q=kind:refusal", "", 200)
	found, err := list["count"].(map[string]any)["Found"].(json.Number).Int64()
	if err != nil {
		t.Fatal(err)
	}
	res, data := c.send(http.MethodGet, "/export?format=jsonl&q=kind:refusal", "")
	if n := bytes.Count(data, []byte("\n")); res.StatusCode != 200 || n != int(found) {
		t.Errorf("%s with %d lines, the search finds %d", res.Status, n, found)
	}
	if got := res.Header.Get("Content-Disposition"); !strings.HasPrefix(got, `attachment; filename="readout-statements-`) {
		t.Errorf("file name: %s", got)
	}
	if res.Header.Get("ETag") != "" {
		t.Error("an export was held back for its tag")
	}
	answers := c.doc["paths"].(map[string]any)[Prefix+"/export"].(map[string]any)["get"].(map[string]any)["responses"].(map[string]any)
	media := answers["200"].(map[string]any)["content"].(map[string]any)
	if media[res.Header.Get("Content-Type")] == nil {
		t.Errorf("the document does not know %s", res.Header.Get("Content-Type"))
	}
	for _, path := range []string{"?kind=events", "?kind=records&format=jsonl&q=corridor", "?format=jsonl&q=zeppelin", "?kind=events&format=ics&actor=HLV"} {
		res, data := c.send(http.MethodGet, "/export"+path, "")
		if res.StatusCode != 200 || media[res.Header.Get("Content-Type")] == nil {
			t.Errorf("%s: %s, %s: %.200s", path, res.Status, res.Header.Get("Content-Type"), data)
		}
	}
	for path, words := range map[string]string{"?format=docx": "csv, jsonl", "?q=" + url.QueryEscape("(a"): "has no )", "?actor=HLV": "of events", "?kind=events&date=x": "want a day"} {
		problem := c.ask(http.MethodGet, "/export", "/export"+path, "", 400)
		if detail, _ := problem["detail"].(string); !strings.Contains(detail, words) {
			t.Errorf("%s: %q does not say %q", path, detail, words)
		}
	}
}
