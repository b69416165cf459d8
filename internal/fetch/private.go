package fetch

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"time"

	"code.dny.dev/ssrf"
)

// PublicDialer connects to public addresses only, at any port, or with private to all. An
// address is looked at when the connection is made, as that of a [Client] is.
func PublicDialer(private bool) *net.Dialer {
	d := &net.Dialer{Timeout: 10 * time.Second}
	if !private {
		d.Control = ssrf.New(ssrf.WithAnyPort()).Safe
	}
	return d
}

// IsPrivate reports whether an error is that an address was refused because it is not a
// public one.
func IsPrivate(err error) bool {
	return errors.Is(err, ssrf.ErrProhibitedIP) || errors.Is(err, ssrf.ErrProhibitedPort) || errors.Is(err, ssrf.ErrProhibitedNetwork)
}

func refused(address string, err error) error {
	if IsPrivate(err) {
		return fmt.Errorf("%s: leads to a private address or an unusual port, which is refused; --allow-private permits it", address)
	}
	var ue *url.Error
	if errors.As(err, &ue) {
		err = ue.Err
	}
	return fmt.Errorf("%s: %w", address, err)
}
