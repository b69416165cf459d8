package main

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"readout/internal/fetch"
)

// contact is where the makers of the program can be reached; releases set it with -ldflags
// "-X main.contact=https://...".
var contact = ""

// fetchFlags say how the web is asked.
type fetchFlags struct {
	AllowPrivate bool   `help:"Permit web addresses inside the local network."`
	Contact      string `env:"READOUT_CONTACT" placeholder:"URL|MAIL" help:"Where you can be reached, told to the servers that are asked."`
}

// agent is the User-Agent header: what asks, and whom to tell where it should not.
func (f fetchFlags) agent() string {
	who := strings.Map(func(r rune) rune {
		if r <= ' ' || r >= 0x7F || r == '(' || r == ')' {
			return -1
		}
		return r
	}, cmp.Or(f.Contact, contact))
	if who == "" {
		return fmt.Sprintf("%s/%s (news reader; run by its user)", fetch.Token, version)
	}
	return fmt.Sprintf("%s/%s (+%s)", fetch.Token, version, who)
}

func (f fetchFlags) options() fetch.Options {
	return fetch.Options{Agent: f.agent(), Private: f.AllowPrivate, Gap: time.Second, Now: time.Now}
}
