package warc

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"hash"
	"strings"
)

// A digester checks the digest of a block. A nil one checks nothing.
type digester struct {
	want  []byte
	label string
	sum   hash.Hash
}

// newDigester returns what checks a field such as "sha1:ABC…", nil where there is none or
// its algorithm is not known.
func newDigester(field string) *digester {
	algorithm, value, ok := strings.Cut(field, ":")
	if !ok {
		return nil
	}
	d := &digester{label: field}
	switch strings.ToLower(strings.ReplaceAll(algorithm, "-", "")) {
	case "sha1":
		d.sum = sha1.New()
	case "sha256":
		d.sum = sha256.New()
	case "sha512":
		d.sum = sha512.New()
	case "md5":
		d.sum = md5.New()
	default:
		return nil
	}
	if d.want = decodeDigest(value, d.sum.Size()); d.want == nil {
		return nil
	}
	return d
}

// decodeDigest reads a digest of some size in base 32 or 16, nil where it is neither.
func decodeDigest(value string, size int) []byte {
	value = strings.TrimRight(strings.TrimSpace(value), "=")
	if b, err := hex.DecodeString(value); err == nil && len(b) == size {
		return b
	}
	b, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(strings.ToUpper(value))
	if err != nil || len(b) != size {
		return nil
	}
	return b
}

func (d *digester) write(p []byte) {
	if d != nil {
		d.sum.Write(p)
	}
}

// check returns what is wrong, or "".
func (d *digester) check() string {
	if d == nil || string(d.sum.Sum(nil)) == string(d.want) {
		return ""
	}
	return fmt.Sprintf("its bytes are not those of its digest (%s)", clip(d.label))
}

// digestName gives a digest one form: the algorithm in lower case, and of base 16 or 32 the
// letters in the case that is usual there.
func digestName(field string) string {
	algorithm, value, ok := strings.Cut(strings.TrimSpace(field), ":")
	if !ok || value == "" || len(field) > 256 {
		return ""
	}
	algorithm = strings.ToLower(strings.ReplaceAll(algorithm, "-", ""))
	d := newDigester(algorithm + ":" + value)
	if d == nil {
		return algorithm + ":" + value
	}
	return algorithm + ":" + base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(d.want)
}

// digestOf is the SHA-256 of bytes as the writer puts it.
func digestOf(b []byte) string {
	sum := sha256.Sum256(b)
	return "sha256:" + hex.EncodeToString(sum[:])
}
