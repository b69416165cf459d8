// Package access says who may use the desk. A record without users is open to the machine it
// runs on, and to nothing else. With users, everybody signs in with a password, and programs
// bring a token.
//
// Roles grow: a reader reads, an editor also corrects, an operator also runs the desk.
package access

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"readout"
	"readout/internal/store"
)

// A Role says what somebody may do.
type Role string

// The roles, from the least to the most.
const (
	Reader   Role = "reader"
	Editor   Role = "editor"
	Operator Role = "operator"
)

var roles = []Role{Reader, Editor, Operator}

// ParseRole reads a role.
func ParseRole(s string) (Role, error) {
	if !slices.Contains(roles, Role(s)) {
		return "", fmt.Errorf("role %q: there are reader, editor and operator: %w", s, readout.ErrInvalid)
	}
	return Role(s), nil
}

// Covers reports whether a role may do what another one may.
func (r Role) Covers(other Role) bool { return slices.Index(roles, r) >= slices.Index(roles, other) }

// An Identity is who asks.
type Identity struct {
	Name string // "local" on an open record
	Role Role
	Open bool // nobody signs in here
}

type identityKey struct{}

// Of returns who asks. Only requests that passed a [Gate] have somebody.
func Of(ctx context.Context) Identity {
	id, _ := ctx.Value(identityKey{}).(Identity)
	return id
}

// A Gate lets requests through, or has somebody sign in first.
type Gate struct {
	record *store.Store
	now    func() time.Time
	local  bool     // only this machine reaches the desk
	inside []string // addresses that may hold a token
	tries  *tries
}

// NewGate returns the gate of a record. Local says that the desk listens on loopback.
func NewGate(record *store.Store, local bool, now func() time.Time) *Gate {
	return &Gate{record: record, now: now, local: local, tries: newTries(now)}
}

// ErrNoUsers means that a desk is to be reached from other machines and has no users.
var ErrNoUsers = errors.New("nobody could be kept out: the record has no users")

// Check returns [ErrNoUsers] where the gate would stand open to other machines.
func (g *Gate) Check(ctx context.Context) error {
	users, err := g.record.Users(ctx)
	if err == nil && len(users) == 0 && !g.local {
		return ErrNoUsers
	}
	return err
}

// Wrap puts the gate before a handler. Public addresses are let through: those that begin
// with one of these.
func (g *Gate) Wrap(next http.Handler, public ...string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id, err := g.identify(r)
		open := slices.ContainsFunc(public, func(p string) bool { return strings.HasPrefix(r.URL.Path, p) })
		switch {
		case err == nil:
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), identityKey{}, id)))
		case open:
			next.ServeHTTP(w, r)
		case errors.Is(err, errElsewhere):
			http.Error(w, "This desk answers on this machine only, under its own name: "+r.Host+" is another one.", http.StatusMisdirectedRequest)
		case !errors.Is(err, readout.ErrNotFound):
			http.Error(w, "The record cannot be read now.", http.StatusServiceUnavailable)
		case forPeople(r):
			http.Redirect(w, r, "/login?back="+url.QueryEscape(r.URL.RequestURI()), http.StatusSeeOther)
		default:
			w.Header().Set("WWW-Authenticate", `Bearer realm="readout"`)
			w.Header().Set("Content-Type", "application/problem+json")
			w.WriteHeader(http.StatusUnauthorized)
			fmt.Fprintln(w, `{"title":"Unauthorized","status":401,"detail":"send a token: Authorization: Bearer TOKEN (readout users token makes one)"}`)
		}
	})
}

// forPeople reports whether a request comes from a browser that shows a page.
func forPeople(r *http.Request) bool {
	return r.Method == http.MethodGet && strings.Contains(r.Header.Get("Accept"), "text/html") && r.Header.Get("Authorization") == ""
}

// Require lets a handler be reached by a role, and by those above it.
func Require(role Role, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !Of(r.Context()).Role.Covers(role) {
			http.Error(w, fmt.Sprintf("This needs the role of %s.", role), http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// errElsewhere means that a page elsewhere may have led a browser here by a name of its own.
var errElsewhere = errors.New("asked under another name")

// TokensAt names addresses at which a reader's token may stand in the address itself, as
// ?token=TOKEN, for programs that send no headers. Addresses are kept in logs and histories:
// a token of a role above reader is refused there. It must be called before the gate is used.
func (g *Gate) TokensAt(paths ...string) { g.inside = append(g.inside, paths...) }

// inAddress returns the token in the address of a request, where one may stand there.
func (g *Gate) inAddress(r *http.Request) (token string, ok bool) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead || !slices.Contains(g.inside, r.URL.Path) || !r.URL.Query().Has("token") {
		return "", false
	}
	return r.URL.Query().Get("token"), true
}

// identify returns who a request comes from: [readout.ErrNotFound] for nobody that is known.
func (g *Gate) identify(r *http.Request) (Identity, error) {
	users, err := g.record.Users(r.Context())
	if err != nil {
		return Identity{}, err
	}
	if len(users) == 0 {
		if !g.local || !ownName(r.Host) {
			return Identity{}, errElsewhere
		}
		return Identity{Name: "local", Role: Operator, Open: true}, nil
	}
	if token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return g.holder(r.Context(), strings.TrimSpace(token), true)
	}
	if token, ok := g.inAddress(r); ok {
		id, err := g.holder(r.Context(), token, true)
		if err == nil && id.Role != Reader {
			return Identity{}, readout.ErrNotFound
		}
		return id, err
	}
	c, err := r.Cookie(cookieName)
	if err != nil {
		return Identity{}, readout.ErrNotFound
	}
	return g.holder(r.Context(), c.Value, false)
}

// ownName reports whether a host is one that only this machine means.
func ownName(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	ip := net.ParseIP(strings.Trim(name, "[]"))
	return name == "localhost" || ip != nil && ip.IsLoopback()
}

// holder returns whose key a secret is.
func (g *Gate) holder(ctx context.Context, secret string, token bool) (Identity, error) {
	k, u, err := g.record.Grant(ctx, hashOf(secret))
	if err != nil {
		return Identity{}, err
	}
	expires, bad := time.Parse(time.RFC3339, k.Expires)
	if k.Expires != "" && (bad != nil || g.now().After(expires)) || token != (k.Name != "") {
		return Identity{}, readout.ErrNotFound
	}
	role := Role(u.Role)
	if k.Role != "" && role.Covers(Role(k.Role)) {
		role = Role(k.Role)
	}
	return Identity{Name: u.Name, Role: role}, nil
}

func hashOf(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}

// newSecret is 256 random bits as text.
func newSecret() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails
	return base64.RawURLEncoding.EncodeToString(b)
}

// Token makes a token for a program that acts for a user, with a role not above the user's.
// The token is shown once: what is kept does not give it back.
func Token(ctx context.Context, record *store.Store, user, name string, role Role, now time.Time, valid time.Duration) (string, error) {
	u, err := record.User(ctx, user)
	if err != nil {
		return "", err
	}
	if name == "" || !Role(u.Role).Covers(role) {
		return "", fmt.Errorf("a token has a name, and a role up to its user's (%s): %w", u.Role, readout.ErrInvalid)
	}
	k := store.Grant{User: user, Name: name, Role: string(role), Created: now.UTC().Format(time.RFC3339)}
	if valid > 0 {
		k.Expires = now.Add(valid).UTC().Format(time.RFC3339)
	}
	secret := "rdo_" + newSecret()
	k.Hash = hashOf(secret)
	return secret, record.PutGrant(ctx, k)
}
