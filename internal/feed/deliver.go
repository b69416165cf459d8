package feed

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"golang.org/x/sync/errgroup"

	"readout/internal/store"
)

const (
	atOnce    = 8                // messages that are sent at the same time
	rounds    = 50               // of them in one step
	lease     = 3 * time.Minute  // a message that is being sent is not sent by others; longer than sending takes
	firstWait = 10 * time.Second // after the first try
	maxWait   = 6 * time.Hour
	maxAge    = 3 * 24 * time.Hour  // then a message is given up
	keepSent  = 30 * 24 * time.Hour // what became of messages
	sweeps    = time.Hour
)

// A lasting error will be the same however often it is tried.
type lasting struct {
	error
	stop bool // the alert as a whole
}

func (l lasting) Unwrap() error { return l.error }

// A later error says when to try again.
type later struct {
	error
	wait time.Duration
}

func (l later) Unwrap() error { return l.error }

// deliver sends what is due: of each alert one message at a time, in the order in which they
// were made.
func (a *Alerts) deliver(ctx context.Context) error {
	for range rounds {
		due, err := a.Desk.Store.DueMessages(ctx, stamp(a.Now()), atOnce)
		if err != nil || len(due) == 0 {
			return err
		}
		var group errgroup.Group
		for i := range due {
			group.Go(func() error { return a.send(ctx, &due[i]) })
		}
		if err := group.Wait(); err != nil || ctx.Err() != nil {
			return err
		}
	}
	return nil
}

// send tries a message once and keeps what became of it. Where the program ends meanwhile
// the message stays due.
func (a *Alerts) send(ctx context.Context, m *store.Message) error {
	al, err := a.Desk.Store.Alert(ctx, m.Alert)
	if err != nil {
		return err
	}
	until := stamp(a.Now().Add(lease))
	if err := a.Desk.Store.TakeMessage(ctx, m, until); errors.Is(err, store.ErrTaken) {
		return nil
	} else if err != nil {
		return err
	}
	m.Tries++
	if m.Kind == kindMail {
		err = a.post(ctx, &al, m)
	} else {
		err = a.call(ctx, &al, m)
	}
	if err != nil && ctx.Err() != nil {
		return nil
	}
	keep := context.WithoutCancel(ctx)
	stop := a.judge(m, err)
	if m.State != store.MessageSent {
		a.Log.Warn("alert not delivered", "alert", al.Name, "message", m.ID, "tries", m.Tries, "state", m.State, "err", err)
	}
	err = a.Desk.Store.SettleMessage(keep, m)
	if stop {
		err = errors.Join(err, a.Desk.Store.PauseAlert(keep, al.ID, m.Reason))
	}
	return err
}

// judge says what becomes of a message after a try, and whether its alert is to stop.
func (a *Alerts) judge(m *store.Message, err error) (stop bool) {
	now := a.Now()
	m.Due = stamp(now)
	if err == nil {
		m.State, m.Reason = store.MessageSent, ""
		return false
	}
	m.Reason = shortened(err.Error(), 500)
	var l lasting
	made, bad := time.Parse(time.RFC3339, m.Created)
	switch {
	case errors.As(err, &l):
		m.State = store.MessageDead
		return l.stop
	case bad != nil || now.Sub(made) > maxAge:
		m.State = store.MessageDead
		m.Reason = fmt.Sprintf("given up after %d days and %d tries: %s", int(maxAge/(24*time.Hour)), m.Tries, m.Reason)
	default:
		m.Due = stamp(now.Add(wait(m.Tries, err)))
	}
	return false
}

// wait is how long to wait after so many tries: longer each time, and never quite the same,
// so that what failed together does not come back together.
func wait(tries int, err error) time.Duration {
	w := maxWait
	if tries < 8 {
		w = min(maxWait, firstWait<<(2*(tries-1)))
	}
	w = w/2 + rand.N(w/2)
	var l later
	if errors.As(err, &l) {
		w = max(w, min(l.wait, maxWait))
	}
	return w
}

// sweep removes what was sent long ago.
func (a *Alerts) sweep(ctx context.Context) error {
	now := a.Now()
	if now.Sub(a.swept) < sweeps {
		return nil
	}
	a.swept = now
	return a.Desk.Store.ForgetMessages(ctx, stamp(now.Add(-keepSent)))
}
