package web

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
	"time"

	"readout/internal/access"
	"readout/internal/desktest"
)

// TestLogin signs in and out by a real browser.
func TestLogin(t *testing.T) {
	d := desktest.Sample(t)
	if err := access.SetUser(t.Context(), d.Store, "ana", "a long and winding pass", access.Reader, time.Now()); err != nil {
		t.Fatal(err)
	}
	server, _ := serveDesk(t, d)
	b := open(t, server.URL, look{})
	b.visit("/search?q=corridor")
	b.accessible()
	b.shot("login")
	b.fill("#name", "ana")
	b.fill("#password", "a long and winding pass")
	b.click("button.main")
	if at := eval[string](b, "location.pathname + location.search"); at != "/search?q=corridor" {
		t.Errorf("after signing in the browser is at %s", at)
	}
	b.visit("/")
	b.click(".foot button")
	b.visit("/")
	if got := b.text("h1"); got != "Sign in" {
		t.Errorf("after signing out the front page begins with %q", got)
	}
	b.ignore("404") // there may be no search page
}

// TestForgery refuses a form that another site sends with the reader's session.
func TestForgery(t *testing.T) {
	d := desktest.Sample(t)
	if err := access.SetUser(t.Context(), d.Store, "ana", "a long and winding pass", access.Operator, time.Now()); err != nil {
		t.Fatal(err)
	}
	server, _ := serveDesk(t, d)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	if _, err := client.PostForm(server.URL+"/login", url.Values{"name": {"ana"}, "password": {"a long and winding pass"}}); err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequest(http.MethodPost, server.URL+"/sample", strings.NewReader(""))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Origin", "https://elsewhere.invalid")
	req.Header.Set("Sec-Fetch-Site", "cross-site")
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusForbidden {
		t.Errorf("a form of another site was answered with %s", res.Status)
	}
}
