package web

import (
	"encoding/xml"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"
)

// TestFeed reads feeds as feed readers do.
func TestFeed(t *testing.T) {
	server, s := sampleServer(t)
	q := url.Values{"q": {"kind:refusal"}}.Encode()
	parsed, err := s.Desk.Query("kind:refusal")
	if err != nil {
		t.Fatal(err)
	}
	tally, err := s.Desk.Store.Count(t.Context(), parsed)
	if err != nil {
		t.Fatal(err)
	}
	ids := make(map[string]bool)
	for _, path := range []string{"/feed.atom?" + q, "/feed.json?" + q, "/events.atom?event-kind=call", "/events.json?event-kind=call", "/feed.atom", "/feed.atom?q=zeppelin"} {
		text := body(t, server, path, http.StatusOK)
		f, err := gofeed.NewParser().ParseString(text)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if f.Title == "" || f.FeedLink != server.URL+path || !strings.HasPrefix(f.Link, server.URL) {
			t.Errorf("%s: title %q, self %q, page %q", path, f.Title, f.FeedLink, f.Link)
		}
		if strings.HasPrefix(path, "/feed") && strings.Contains(path, q) && len(f.Items) != tally.Found {
			t.Errorf("%s has %d items, the search %d", path, len(f.Items), tally.Found)
		}
		if path == "/feed.atom" && len(f.Items) != 50 {
			t.Errorf("the feed of all has %d items", len(f.Items))
		}
		for _, it := range f.Items {
			if it.UpdatedParsed == nil || it.UpdatedParsed.Year() < 2024 || it.GUID == "" || !strings.HasPrefix(it.Link, server.URL+"/") || it.Title == "" {
				t.Errorf("%s: item %q: updated %s, id %q, link %s", path, it.Title, it.Updated, it.GUID, it.Link)
			}
			if path == "/feed.atom?"+q {
				ids[it.GUID] = true
			} else if path == "/feed.json?"+q && !ids[it.GUID] {
				t.Errorf("the JSON feed has %s, which the Atom feed has not", it.GUID)
			}
		}
		if strings.Contains(path, ".atom") {
			var whole struct {
				XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
				ID      string   `xml:"id"`
				Updated string   `xml:"updated"`
			}
			if err := xml.Unmarshal([]byte(text), &whole); err != nil || whole.ID == "" || whole.Updated == "" {
				t.Errorf("%s: %+v, %v", path, whole, err)
			}
		}
	}
}

func TestFeed_unchanged(t *testing.T) {
	server, _ := sampleServer(t)
	res, err := http.Get(server.URL + "/feed.atom?q=corridor")
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	req, err := http.NewRequest(http.MethodGet, server.URL+"/feed.atom?q=corridor", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("If-None-Match", res.Header.Get("ETag"))
	again, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	again.Body.Close()
	if again.StatusCode != http.StatusNotModified {
		t.Errorf("with the tag %s: %s", res.Header.Get("ETag"), again.Status)
	}
	body(t, server, "/feed.atom?q="+url.QueryEscape("(a"), http.StatusBadRequest)
}

// TestFeed_links finds the feeds in the heads of pages.
func TestFeed_links(t *testing.T) {
	server, _ := sampleServer(t)
	for path, want := range map[string]string{
		"/events?kind=call&status=denied": `href="/events.atom?event-kind=call&amp;status=denied"`,
		"/issue/transit":                  `href="/feed.json?q=issue%3Atransit+-kind%3Aquestion"`,
	} {
		head, _, _ := strings.Cut(body(t, server, path, http.StatusOK), "</head>")
		if !strings.Contains(head, want) {
			t.Errorf("the head of %s has no %s", path, want)
		}
	}
}
