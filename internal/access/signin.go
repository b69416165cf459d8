package access

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"

	"readout"
	"readout/internal/store"
)

const cookieName = "readout_session"

// sessionDays is how long a session lasts.
const sessionDays = 14

// ErrRefused means that a name and password do not belong together.
var ErrRefused = errors.New("this name and password do not belong together")

// ErrTooMany means that a name or a machine has tried too often.
var ErrTooMany = errors.New("too many tries: wait a minute")

// nobody is a hash that is checked where there is no user of a name, so that it takes as
// long.
var nobody = sync.OnceValue(func() string { return hashPassword(newSecret()) })

// SignIn checks a password and gives the browser a session. The sign-in, or that it was
// refused, goes into the audit.
func (g *Gate) SignIn(w http.ResponseWriter, r *http.Request, name, password string) error {
	from := remote(r)
	if !g.tries.allow(name) || !g.tries.allow(from) {
		return ErrTooMany
	}
	u, err := g.record.User(r.Context(), name)
	if err != nil && !errors.Is(err, readout.ErrNotFound) {
		return err
	}
	known := err == nil
	hash := u.Secret
	if !known {
		hash = nobody()
	}
	if right := rightPassword(hash, password); !right || !known {
		g.tries.failed(name)
		g.tries.failed(from)
		return errors.Join(ErrRefused, g.note(r.Context(), name, "sign-in refused", from))
	}
	g.tries.forget(name)
	now := g.now()
	secret := newSecret()
	expires := now.AddDate(0, 0, sessionDays)
	key := store.Grant{Hash: hashOf(secret), User: name, Created: now.UTC().Format(time.RFC3339), Expires: expires.UTC().Format(time.RFC3339)}
	if err := g.record.PutGrant(r.Context(), key); err != nil {
		return err
	}
	http.SetCookie(w, &http.Cookie{Name: cookieName, Value: secret, Path: "/", Expires: expires, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: secure(r)})
	return g.note(r.Context(), name, "sign-in", from)
}

// SignOut ends the browser's session.
func (g *Gate) SignOut(w http.ResponseWriter, r *http.Request) error {
	c, err := r.Cookie(cookieName)
	if err != nil {
		return nil
	}
	http.SetCookie(w, &http.Cookie{Name: cookieName, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: secure(r)})
	return errors.Join(g.record.DeleteGrant(r.Context(), hashOf(c.Value)), g.note(r.Context(), Of(r.Context()).Name, "sign-out", remote(r)))
}

func (g *Gate) note(ctx context.Context, who, what, detail string) error {
	return g.record.Note(context.WithoutCancel(ctx), store.Act{At: g.now().UTC().Format(time.RFC3339), Who: who, What: what, Detail: detail})
}

// secure reports whether the browser speaks TLS, to this program or to one before it.
func secure(r *http.Request) bool {
	return r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https"
}

func remote(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// tries counts failed sign-ins by name and machine: after some of them each has to wait.
type tries struct {
	now func() time.Time
	mu  sync.Mutex
	by  map[string]try
}

type try struct {
	failed int
	last   time.Time
}

const (
	freeTries = 5
	tryWait   = time.Minute
	maxTries  = 10_000 // names and machines that are remembered
)

func newTries(now func() time.Time) *tries { return &tries{now: now, by: make(map[string]try)} }

func (t *tries) allow(key string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	e, ok := t.by[key]
	return !ok || e.failed < freeTries || t.now().Sub(e.last) >= tryWait
}

func (t *tries) failed(key string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	if len(t.by) >= maxTries {
		for k, e := range t.by {
			if now.Sub(e.last) >= tryWait {
				delete(t.by, k)
			}
		}
	}
	e := t.by[key]
	t.by[key] = try{e.failed + 1, now}
}

func (t *tries) forget(key string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.by, key)
}
