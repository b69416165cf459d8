package api

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"readout/internal/desktest"
)

// A client asks an API and holds every answer to the API's own document.
type client struct {
	t       *testing.T
	api     *API
	doc     map[string]any
	schemas *jsonschema.Compiler
}

func newClient(t *testing.T) *client {
	t.Helper()
	c := &client{t: t, api: New(desktest.Sample(t), "test"), schemas: jsonschema.NewCompiler()}
	_, raw := c.send(http.MethodGet, "/openapi.json", "")
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	c.doc = doc.(map[string]any)
	if err := c.schemas.AddResource("openapi.json", doc); err != nil {
		t.Fatal(err)
	}
	return c
}

func (c *client) send(method, path, body string, headers ...string) (*http.Response, []byte) {
	c.t.Helper()
	r := httptest.NewRequest(method, Prefix+path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	c.api.ServeHTTP(w, r)
	res := w.Result()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return res, data
}

// ask sends a request to the address of an operation, with its parts filled in, and checks
// the answer against what the document says of its status.
func (c *client) ask(method, template, path, body string, status int) map[string]any {
	c.t.Helper()
	res, data := c.send(method, path, body)
	if res.StatusCode != status {
		c.t.Fatalf("%s %s: %s, want %d: %s", method, path, res.Status, status, data)
	}
	media := "application/json"
	if status >= 400 {
		media = "application/problem+json"
	}
	if got := res.Header.Get("Content-Type"); got != media {
		c.t.Errorf("%s %s: content type %s", method, path, got)
	}
	answer := "200"
	if status >= 400 {
		answer = res.Status[:3]
	}
	pointer := []string{"paths", Prefix + template, strings.ToLower(method), "responses", answer, "content", media, "schema"}
	for i, p := range pointer {
		pointer[i] = url.PathEscape(strings.NewReplacer("~", "~0", "/", "~1").Replace(p))
	}
	schema, err := c.schemas.Compile("openapi.json#/" + strings.Join(pointer, "/"))
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, template, err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	if err := schema.Validate(v); err != nil {
		c.t.Errorf("%s %s is not what the document says: %v", method, path, err)
	}
	return v.(map[string]any)
}

func item(v map[string]any, i int) map[string]any {
	return v["items"].([]any)[i].(map[string]any)
}

func TestDocument(t *testing.T) {
	c := newClient(t)
	asked := make(map[string]bool)
	get := func(template, path string, status int) map[string]any {
		asked[template] = true
		return c.ask(http.MethodGet, template, path, "", status)
	}
	list := get("/statements", "/statements?limit=10&count=true", 200)
	get("/statements", "/statements?q="+url.QueryEscape("kind:refusal date:2024"), 200)
	get("/statements", "/statements?q=corridor&order=relevance&limit=3", 200)
	get("/statements", "/statements?q=speaker:", 400)
	get("/statements", "/statements?cursor=zzz", 400)
	id := item(list, 0)["statement"].(map[string]any)["id"].(string)
	page := item(list, 0)["page"].(map[string]any)["id"].(string)
	get("/statements/{id}", "/statements/"+id, 200)
	get("/statements/{id}", "/statements/none", 404)
	get("/check", "/check?quote="+url.QueryEscape("a matter of weeks"), 200)
	get("/check", "/check?quote="+url.QueryEscape("...")+"&from=x", 400)
	events := get("/events", "/events?kind=call", 200)
	get("/events", "/events?from=2024-03&to=2024-05&actor=HLV", 200)
	event := item(events, 0)["id"].(string)
	get("/events/{id}", "/events/"+event, 200)
	get("/events/{id}", "/events/zeppelin", 404)
	get("/events/{id}/accounts", "/events/"+url.PathEscape("call Ansley Orlec 2024-03-03")+"/accounts", 200)
	get("/events/{id}/accounts", "/events/zeppelin/accounts", 404)
	get("/articles", "/articles?q=corridor", 200)
	get("/articles", "/articles?q=kind:direct", 400)
	get("/articles/{id}", "/articles/"+page, 200)
	get("/articles/{id}", "/articles/none", 404)
	get("/articles/{id}/dating", "/articles/"+page+"/dating", 200)
	get("/articles/{id}/story", "/articles/none/story", 404)
	for i := range 28 { // some page of the dossier is carried by another
		all := get("/articles", "/articles?limit=28", 200)
		id := item(all, i)["page"].(map[string]any)["id"].(string)
		if res, _ := c.send(http.MethodGet, "/articles/"+id+"/story", ""); res.StatusCode == 200 {
			get("/articles/{id}/story", "/articles/"+id+"/story", 200)
		}
	}
	get("/actors/{id}", "/actors/margit-ansley", 200)
	get("/actors/{id}", "/actors/HLV?from=2024-03", 200)
	get("/actors/{id}", "/actors/nobody", 404)
	get("/issues", "/issues", 200)
	get("/issues/{id}/position", "/issues/transit/position?side=Halvern&phrase=conceivable", 200)
	get("/issues/{id}/position", "/issues/none/position", 404)
	asked["/read"], asked["/export"] = true, true // TestExport
	rec := c.ask(http.MethodPost, "/read", "/read", `{"page":"PORT ASHER (Inland Wire) - \"We will open the road,\" Foreign Secretary Margit Ansley said on Monday.","as":"body","published":"2024-03-04"}`, 200)
	if got := rec["statements"].([]any); len(got) != 1 {
		t.Errorf("%d statements read from a page that has one", len(got))
	}
	c.ask(http.MethodPost, "/read", "/read", `{"as":"body"}`, 422)
	for template := range c.doc["paths"].(map[string]any) {
		if !asked[strings.TrimPrefix(template, Prefix)] {
			t.Errorf("%s was not asked", template)
		}
	}
}

// TestCursor goes through all statements in parts.
func TestCursor(t *testing.T) {
	c := newClient(t)
	for _, q := range []string{"limit=7", "limit=7&q=corridor&order=relevance", "limit=7&q=kind:indirect"} {
		seen, cursor, parts := make(map[string]bool), "", 0
		total := 0.0
		for {
			_, data := c.send(http.MethodGet, "/statements?count=true&"+q+cursor, "")
			var got struct {
				Items []struct{ Statement struct{ ID string } }
				Next  string
				Count struct{ Found float64 }
			}
			if err := json.Unmarshal(data, &got); err != nil {
				t.Fatal(err)
			}
			for _, i := range got.Items {
				if seen[i.Statement.ID] {
					t.Errorf("%s: %s came twice", q, i.Statement.ID)
				}
				seen[i.Statement.ID] = true
			}
			parts, total = parts+1, got.Count.Found
			if got.Next == "" {
				break
			}
			cursor = "&cursor=" + got.Next
		}
		if len(seen) != int(total) || parts < 2 {
			t.Errorf("%s: %d statements in %d parts, of %v", q, len(seen), parts, total)
		}
	}
}

func TestFields(t *testing.T) {
	c := newClient(t)
	_, data := c.send(http.MethodGet, "/statements?limit=2&fields=statement.id,statement.content.text,said", "")
	var got map[string]any
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	first := item(got, 0)
	st := first["statement"].(map[string]any)
	if len(first) != 2 || len(st) != 2 || len(st["content"].([]any)[0].(map[string]any)) != 1 {
		t.Errorf("two fields of a statement came as %v", first)
	}
	res, data := c.send(http.MethodGet, "/statements?fields=statement.colour", "")
	if res.StatusCode != http.StatusBadRequest || !strings.Contains(string(data), "statement.colour") {
		t.Errorf("a field that there is none of: %s %s", res.Status, data)
	}
}

func TestETag(t *testing.T) {
	c := newClient(t)
	res, _ := c.send(http.MethodGet, "/issues", "")
	tag := res.Header.Get("ETag")
	again, body := c.send(http.MethodGet, "/issues", "", "If-None-Match", tag)
	if tag == "" || again.StatusCode != http.StatusNotModified || len(body) > 0 {
		t.Errorf("tag %q: %s with %d bytes", tag, again.Status, len(body))
	}
}
