package access

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"readout"
	"readout/internal/store"
)

const password = "the ferry leaves at noon"

func record(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "r.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// asked sends a request through a gate and returns the answer and who got through.
func asked(g *Gate, change func(*http.Request)) (*http.Response, Identity) {
	r := httptest.NewRequest(http.MethodGet, "http://localhost:8470/", nil)
	change(r)
	w := httptest.NewRecorder()
	var id Identity
	g.Wrap(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { id = Of(r.Context()) })).ServeHTTP(w, r)
	return w.Result(), id
}

func TestOpen(t *testing.T) {
	s := record(t)
	local, wide := NewGate(s, true, time.Now), NewGate(s, false, time.Now)
	if err := wide.Check(t.Context()); !errors.Is(err, ErrNoUsers) {
		t.Errorf("a desk without users may be reached from other machines: %v", err)
	}
	if err := local.Check(t.Context()); err != nil {
		t.Error(err)
	}
	if res, id := asked(local, func(*http.Request) {}); res.StatusCode != 200 || id.Role != Operator {
		t.Errorf("on loopback: %s, %+v", res.Status, id)
	}
	for _, host := range []string{"evil.invalid", "evil.invalid:8470", "10.0.0.1"} {
		if res, _ := asked(local, func(r *http.Request) { r.Host = host }); res.StatusCode != http.StatusMisdirectedRequest {
			t.Errorf("under the name %s: %s", host, res.Status)
		}
	}
}

func TestSignIn(t *testing.T) {
	s := record(t)
	now := time.Date(2024, 3, 1, 12, 0, 0, 0, time.UTC)
	g := NewGate(s, false, func() time.Time { return now })
	if err := SetUser(t.Context(), s, "ana", password, Editor, now); err != nil {
		t.Fatal(err)
	}
	signIn := func(name, pass string) (*http.Cookie, error) {
		w := httptest.NewRecorder()
		err := g.SignIn(w, httptest.NewRequest(http.MethodPost, "/login", nil), name, pass)
		if list := w.Result().Cookies(); len(list) > 0 {
			return list[0], err
		}
		return nil, err
	}
	cookie, err := signIn("ana", password)
	if err != nil || !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode {
		t.Fatalf("signed in: %v, %v", cookie, err)
	}
	with := func(r *http.Request) { r.AddCookie(cookie) }
	if res, id := asked(g, with); res.StatusCode != 200 || id != (Identity{Name: "ana", Role: Editor}) {
		t.Errorf("with a session: %s, %+v", res.Status, id)
	}
	now = now.AddDate(0, 0, sessionDays+1)
	if _, id := asked(g, with); id.Name != "" {
		t.Error("a session outlived its days")
	}
	for range freeTries {
		if _, err := signIn("ana", "wrong"); !errors.Is(err, ErrRefused) {
			t.Fatalf("wrong password: %v", err)
		}
	}
	if _, err := signIn("ana", password); !errors.Is(err, ErrTooMany) {
		t.Errorf("after %d tries: %v", freeTries, err)
	}
	now = now.Add(tryWait)
	if cookie, err = signIn("ana", password); err != nil {
		t.Errorf("after waiting: %v", err)
	}
	if _, err := signIn("nobody", password); !errors.Is(err, ErrRefused) {
		t.Errorf("unknown name: %v", err)
	}
	acts, err := s.Acts(t.Context(), 100)
	if err != nil || len(acts) != freeTries+3 {
		t.Errorf("%d entries in the audit, %v", len(acts), err)
	}
	if err := SetUser(t.Context(), s, "ana", password+"!", Reader, now); err != nil {
		t.Fatal(err)
	}
	if _, id := asked(g, with); id.Name != "" {
		t.Error("a session outlived its password")
	}
}

func TestTokens(t *testing.T) {
	s := record(t)
	now := time.Date(2024, 3, 1, 12, 0, 0, 0, time.UTC)
	g := NewGate(s, false, func() time.Time { return now })
	if err := SetUser(t.Context(), s, "ana", password, Editor, now); err != nil {
		t.Fatal(err)
	}
	if _, err := Token(t.Context(), s, "ana", "script", Operator, now, 0); !errors.Is(err, readout.ErrInvalid) {
		t.Errorf("a token above its user: %v", err)
	}
	token, err := Token(t.Context(), s, "ana", "script", Reader, now, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	bearer := func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+token) }
	if res, id := asked(g, bearer); res.StatusCode != 200 || id.Role != Reader {
		t.Errorf("with a token: %s, %+v", res.Status, id)
	}
	if _, id := asked(g, func(r *http.Request) { r.AddCookie(&http.Cookie{Name: cookieName, Value: token}) }); id.Name != "" {
		t.Error("a token was taken for a session")
	}
	now = now.Add(2 * time.Hour)
	res, id := asked(g, bearer)
	if id.Name != "" || res.StatusCode != http.StatusUnauthorized || !strings.HasPrefix(res.Header.Get("Content-Type"), "application/problem+json") {
		t.Errorf("with an old token: %s, %+v", res.Status, id)
	}
	if err := s.DeleteUser(t.Context(), "ana"); err != nil {
		t.Fatal(err)
	}
	if list, _ := s.Tokens(t.Context()); len(list) > 0 {
		t.Error("tokens outlived their user")
	}
}

func TestPassword(t *testing.T) {
	hash := hashPassword(password)
	if !rightPassword(hash, password) || rightPassword(hash, password+" ") || rightPassword("", "") || rightPassword("$argon2id$v=19$m=1,t=1,p=0$AA$AA", "x") {
		t.Error("passwords are not told apart")
	}
	s := record(t)
	for _, u := range [][2]string{{"", password}, {"a b", password}, {"local", password}, {"ana", "short"}} {
		if err := SetUser(t.Context(), s, u[0], u[1], Reader, time.Now()); !errors.Is(err, readout.ErrInvalid) {
			t.Errorf("user %q with password %q: %v", u[0], u[1], err)
		}
	}
}
