package access

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"readout"
	"readout/internal/store"
)

// The cost of a password: argon2id with 19 MiB, two passes and one lane, the least that
// OWASP's Password Storage Cheat Sheet (2024) asks for.
const (
	argonTime   = 2
	argonMemory = 19 << 10 // KiB
	argonLanes  = 1
	keyBytes    = 32
)

// shortest is the shortest password, in characters (NIST SP 800-63B-4 asks for 15 where
// nothing else is asked for).
const shortest = 15

// SetUser adds a user or gives one a new password and role. Sessions of before end.
func SetUser(ctx context.Context, record *store.Store, name, password string, role Role, now time.Time) error {
	switch {
	case name == "" || name == "local" || len(name) > 64 || strings.ContainsFunc(name, func(r rune) bool { return r <= ' ' || r == '"' }):
		return fmt.Errorf("name %q: a name has up to 64 letters and signs and no spaces: %w", name, readout.ErrInvalid)
	case utf8.RuneCountInString(password) < shortest || len(password) > 1024:
		return fmt.Errorf("a password has at least %d characters: a few words that only you would put together: %w", shortest, readout.ErrInvalid)
	}
	if err := record.PutUser(ctx, store.User{Name: name, Secret: hashPassword(password), Role: string(role), Created: now.UTC().Format(time.RFC3339)}); err != nil {
		return err
	}
	return record.DeleteSessions(ctx, name)
}

// hashing holds how many passwords are hashed at once, which bounds the memory it takes.
var hashing = make(chan struct{}, 2)

func argon(password string, salt []byte, passes, memory, lanes, length int) []byte {
	hashing <- struct{}{}
	defer func() { <-hashing }()
	return argon2.IDKey([]byte(password), salt, uint32(passes), uint32(memory), uint8(lanes), uint32(length))
}

// hashPassword gives a password's hash in PHC form.
func hashPassword(password string) string {
	salt := make([]byte, 16)
	_, _ = rand.Read(salt) // never fails
	key := argon(password, salt, argonTime, argonMemory, argonLanes, keyBytes)
	enc := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonMemory, argonTime, argonLanes, enc.EncodeToString(salt), enc.EncodeToString(key))
}

// rightPassword reports whether a password is the one of a hash.
func rightPassword(hash, password string) bool {
	var version, memory, passes, lanes int
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return false
	}
	if n, err := fmt.Sscanf(parts[2]+" "+parts[3], "v=%d m=%d,t=%d,p=%d", &version, &memory, &passes, &lanes); n != 4 || err != nil {
		return false
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	want, worse := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil || worse != nil || version != argon2.Version || memory > 1<<20 || passes > 16 || lanes < 1 || lanes > 16 {
		return false
	}
	got := argon(password, salt, passes, memory, lanes, len(want))
	return subtle.ConstantTimeCompare(got, want) == 1
}
