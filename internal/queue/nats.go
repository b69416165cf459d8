package queue

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// The streams and subjects. The last token of a subject is the hash of the job's id, and a
// stream of work has one message for each subject: so an id is on the queue once, however
// long it stays there. (The window in which a server knows message ids would not do: it
// forgets what waits longer, and refuses what was done and is to be done again.)
const (
	workStream = "READOUT_WORK"
	deadStream = "READOUT_DEAD"
	workPrefix = "readout.work."
	deadPrefix = "readout.dead."
)

// Headers of a message that was given up.
const (
	reasonHeader = "Readout-Reason"
	triesHeader  = "Readout-Tries"
)

// natsQueue is a queue in a stream of NATS JetStream.
type natsQueue struct {
	conn      *nats.Conn
	js        jetstream.JetStream
	policy    Policy
	work      jetstream.Stream
	dead      jetstream.Stream
	mu        sync.Mutex
	consumers map[Kind]jetstream.Consumer
}

// Prefix begins the address of a queue of NATS.
const Prefix = "nats://"

// wait bounds what is asked of a server. A cluster that chooses a new leader takes seconds.
const wait = 30 * time.Second

// answer is how long a server is given to answer.
const answer = 5 * time.Second

// OpenNATS opens the queue at an address such as "nats://host:4222", or several with commas
// between them, and makes its streams where there are none: on three servers where there are
// three, else on one. The connection is made again when it breaks.
func OpenNATS(ctx context.Context, address string, policy Policy) (Queue, error) {
	conn, err := nats.Connect(address, nats.Name("readout"), nats.MaxReconnects(-1), nats.ReconnectWait(250*time.Millisecond),
		nats.Timeout(answer), nats.RetryOnFailedConnect(false))
	if err != nil {
		return nil, fmt.Errorf("queue %s: %w", redacted(address), err)
	}
	q := &natsQueue{conn: conn, policy: policy.Filled(), consumers: make(map[Kind]jetstream.Consumer)}
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	if q.js, err = jetstream.New(conn, jetstream.WithDefaultTimeout(answer)); err == nil {
		err = q.streams(ctx)
	}
	if err != nil {
		conn.Close()
		return nil, fmt.Errorf("queue %s: %w", redacted(address), err)
	}
	return q, nil
}

// redacted is an address without its password.
func redacted(address string) string {
	var out []string
	for one := range strings.SplitSeq(address, ",") {
		if u, err := url.Parse(strings.TrimSpace(one)); err == nil {
			one = u.Redacted()
		}
		out = append(out, one)
	}
	return strings.Join(out, ",")
}

func (q *natsQueue) streams(ctx context.Context) error {
	replicas := 1
	if len(q.conn.Servers()) >= 3 { // the servers of a cluster tell of each other
		replicas = 3
	}
	work := jetstream.StreamConfig{Name: workStream, Subjects: []string{workPrefix + ">"}, Retention: jetstream.WorkQueuePolicy, Replicas: replicas,
		Storage: jetstream.FileStorage, Discard: jetstream.DiscardNew, DiscardNewPerSubject: true, MaxMsgsPerSubject: 1, MaxMsgSize: 2 * MaxBody, AllowDirect: true}
	dead := jetstream.StreamConfig{Name: deadStream, Subjects: []string{deadPrefix + ">"}, Replicas: replicas, Storage: jetstream.FileStorage,
		MaxMsgsPerSubject: 1, MaxMsgSize: 2 * MaxBody, AllowDirect: true}
	var err error
	if q.work, err = q.stream(ctx, work); err == nil {
		q.dead, err = q.stream(ctx, dead)
	}
	return err
}

// stream opens a stream or makes it. One that is there is left as it is: its operator may
// have reasons.
func (q *natsQueue) stream(ctx context.Context, cfg jetstream.StreamConfig) (jetstream.Stream, error) {
	var s jetstream.Stream
	err := again(ctx, func(ctx context.Context) (err error) {
		if s, err = q.js.Stream(ctx, cfg.Name); !errors.Is(err, jetstream.ErrStreamNotFound) {
			return err
		}
		s, err = q.js.CreateStream(ctx, cfg)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("stream %s: %w", cfg.Name, err)
	}
	return s, nil
}

// consumer opens the consumer of a kind, which all workers share, or makes it. Who takes jobs
// has it as the policy says; who only looks leaves it as it is.
func (q *natsQueue) consumer(ctx context.Context, kind Kind, takes bool) (jetstream.Consumer, error) {
	q.mu.Lock()
	c := q.consumers[kind]
	q.mu.Unlock()
	if c != nil {
		return c, nil
	}
	if !takes {
		if c, err := q.work.Consumer(ctx, string(kind)); !errors.Is(err, jetstream.ErrConsumerNotFound) {
			return c, err
		}
	}
	cfg := jetstream.ConsumerConfig{Durable: string(kind), FilterSubject: workPrefix + string(kind) + ".*", AckPolicy: jetstream.AckExplicitPolicy,
		AckWait: q.policy.Lease, MaxDeliver: -1, MaxAckPending: 100_000}
	err := again(ctx, func(ctx context.Context) (err error) {
		c, err = q.work.CreateOrUpdateConsumer(ctx, cfg)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("consumer %s: %w", kind, err)
	}
	if takes {
		q.mu.Lock()
		q.consumers[kind] = c
		q.mu.Unlock()
	}
	return c, nil
}

// again tries something until it works, ctx ends, or for as long as a cluster may need to
// choose a leader.
func again(ctx context.Context, f func(context.Context) error) error {
	pause := 50 * time.Millisecond
	for begin := time.Now(); ; {
		once, cancel := context.WithTimeout(ctx, answer) // a server that does not lead yet may not answer at all
		err := f(once)
		cancel()
		if err == nil || !passing(err) || time.Since(begin) > wait {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(pause):
		}
		pause = min(2*pause, time.Second)
	}
}

// passing reports whether an error may be gone in a moment: no connection, no leader.
func passing(err error) bool {
	var js jetstream.JetStreamError
	switch {
	case errors.Is(err, context.Canceled):
		return false
	case errors.As(err, &js) && js.APIError() != nil:
		return js.APIError().Code == 503 || js.APIError().Code == 500
	case errors.Is(err, nats.ErrConnectionClosed), errors.Is(err, nats.ErrAuthorization), errors.Is(err, nats.ErrMaxPayload):
		return false
	}
	return errors.Is(err, nats.ErrTimeout) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, nats.ErrNoResponders) ||
		errors.Is(err, jetstream.ErrNoStreamResponse) || errors.Is(err, nats.ErrDisconnected) || errors.Is(err, nats.ErrConnectionReconnecting) ||
		errors.Is(err, nats.ErrReconnectBufExceeded) || errors.Is(err, nats.ErrNoServers) || errors.Is(err, nats.ErrStaleConnection)
}

func token(id string) string {
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:16])
}

// codeFull is what the server says of a subject that has its one message already.
const codeFull = jetstream.ErrorCode(10077)

// putAtOnce is how many messages are on their way at a time.
const putAtOnce = 256

func (q *natsQueue) Put(ctx context.Context, jobs ...Job) (added int, err error) {
	for i := range jobs {
		if err := jobs[i].Check(); err != nil {
			return 0, err
		}
	}
	for len(jobs) > 0 {
		n := min(len(jobs), putAtOnce)
		more, err := q.put(ctx, jobs[:n])
		if added += more; err != nil {
			return added, fmt.Errorf("put jobs: %w", err)
		}
		jobs = jobs[n:]
	}
	return added, nil
}

// put publishes some jobs at once, and again those of which nobody says whether they came.
// One that came all the same is refused then, and counts as added: it was most likely us.
func (q *natsQueue) put(ctx context.Context, jobs []Job) (added int, err error) {
	sent := make(map[string]bool) // without an answer
	err = again(ctx, func(ctx context.Context) error {
		var left []Job
		var failed error
		acks := make([]jetstream.PubAckFuture, len(jobs))
		for i := range jobs {
			data, err := json.Marshal(&jobs[i])
			if err != nil {
				return err
			}
			if acks[i], err = q.js.PublishAsync(workPrefix+string(jobs[i].Kind)+"."+token(jobs[i].ID), data); err != nil {
				failed, left = err, append(left, jobs[i])
			}
		}
		for i, ack := range acks {
			if ack == nil {
				continue
			}
			there, err := settled(ctx, ack)
			switch {
			case err != nil:
				failed, left = err, append(left, jobs[i])
				sent[jobs[i].ID] = true
			case there, sent[jobs[i].ID]:
				added++
			}
		}
		jobs = left
		return failed
	})
	return added, err
}

// settled waits for what became of a message: whether it is new there.
func settled(ctx context.Context, ack jetstream.PubAckFuture) (fresh bool, err error) {
	late := time.NewTimer(answer)
	defer late.Stop()
	select {
	case a := <-ack.Ok():
		return !a.Duplicate, nil
	case err := <-ack.Err():
		var api *jetstream.APIError
		if errors.As(err, &api) && api.ErrorCode == codeFull {
			return false, nil
		}
		return false, err
	case <-late.C:
		return false, nats.ErrTimeout
	case <-ctx.Done():
		return false, ctx.Err()
	}
}

func (q *natsQueue) Take(ctx context.Context, kind Kind, n int) ([]Held, error) {
	c, err := q.consumer(ctx, kind, true)
	if err != nil {
		return nil, err
	}
	var held []Held
	err = again(ctx, func(ctx context.Context) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		batch, err := c.FetchNoWait(n)
		if err != nil {
			return err
		}
		for m := range batch.Messages() {
			if h, ok := q.held(ctx, m); ok {
				held = append(held, h)
			}
		}
		if len(held) > 0 {
			return nil // what came is ours, whatever else went wrong
		}
		return batch.Error()
	})
	if err != nil {
		return nil, fmt.Errorf("take jobs: %w", err)
	}
	return held, nil
}

// held reads a message. One that was taken too often and never answered for is given up:
// whoever took it did not live to tell.
func (q *natsQueue) held(ctx context.Context, m jetstream.Msg) (Held, bool) {
	h := Held{Ours: m}
	meta, err := m.Metadata()
	if err != nil {
		return h, false
	}
	h.Try = int(meta.NumDelivered)
	if err := json.Unmarshal(m.Data(), &h.Job); err != nil || h.Check() != nil {
		h.Job = Job{ID: m.Subject(), Kind: Kind(strings.Split(strings.TrimPrefix(m.Subject(), workPrefix), ".")[0]), Body: m.Data()}
		return h, q.Bury(ctx, "this is no job", h) != nil
	}
	if h.Try > lostAfter*q.policy.Tries {
		return h, q.Bury(ctx, Lost, h) != nil
	}
	return h, true
}

// lostAfter is how many times as many deliveries as tries there may be: jobs that were handed
// back untried have been delivered, too.
const lostAfter = 2

// Lost is the reason why a job was given up whose every holder vanished.
const Lost = "whoever took it did not answer, each time"

func (q *natsQueue) Ack(ctx context.Context, held ...Held) error {
	for _, h := range held {
		if err := q.forgive(h.Ours.(jetstream.Msg).Ack()); err != nil {
			return fmt.Errorf("acknowledge job %q: %w", h.ID, err)
		}
	}
	return q.flush(ctx)
}

// forgive passes over what only means that the job will be handed out again.
func (q *natsQueue) forgive(err error) error {
	if errors.Is(err, jetstream.ErrMsgAlreadyAckd) || passing(err) {
		return nil
	}
	return err
}

// flush waits until the server has what was said. Without a connection it comes later, or
// the job comes again.
func (q *natsQueue) flush(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, answer)
	defer cancel()
	return q.forgive(q.conn.FlushWithContext(ctx))
}

func (q *natsQueue) Nak(ctx context.Context, reason string, held ...Held) error {
	for _, h := range held {
		m := h.Ours.(jetstream.Msg)
		after, more := q.policy.After(h.Try)
		switch {
		case reason == "":
			if err := q.handBack(ctx, h, m); err != nil {
				return err
			}
		case !more:
			if err := q.Bury(ctx, reason, h); err != nil {
				return err
			}
		default:
			if err := q.forgive(m.NakWithDelay(after)); err != nil {
				return fmt.Errorf("hand back job %q: %w", h.ID, err)
			}
		}
	}
	return q.flush(ctx)
}

// handBack gives a job back. A server counts deliveries, not tries: on the last one the job
// is put anew, so that the try does not count.
func (q *natsQueue) handBack(ctx context.Context, h Held, m jetstream.Msg) error {
	if h.Try < q.policy.Tries {
		return q.forgive(m.Nak())
	}
	if err := q.forgive(m.DoubleAck(ctx)); err != nil {
		return fmt.Errorf("hand back job %q: %w", h.ID, err)
	}
	_, err := q.Put(ctx, h.Job)
	return err
}

func (q *natsQueue) Extend(ctx context.Context, held ...Held) error {
	for _, h := range held {
		if err := q.forgive(h.Ours.(jetstream.Msg).InProgress()); err != nil {
			return fmt.Errorf("hold job %q: %w", h.ID, err)
		}
	}
	return nil
}

// Bury publishes to the stream of what was given up before the work is acknowledged: broken
// off in between, the job is buried twice, in one place.
func (q *natsQueue) Bury(ctx context.Context, reason string, held ...Held) error {
	for _, h := range held {
		data, err := json.Marshal(&h.Job)
		if err != nil {
			return err
		}
		msg := nats.NewMsg(deadPrefix + string(h.Kind) + "." + token(h.ID))
		msg.Data = data
		msg.Header.Set(reasonHeader, strings.Join(strings.Fields(reason), " "))
		msg.Header.Set(triesHeader, strconv.Itoa(h.Try))
		err = again(ctx, func(ctx context.Context) error {
			_, err := q.js.PublishMsg(ctx, msg)
			return err
		})
		if err == nil {
			err = q.forgive(h.Ours.(jetstream.Msg).DoubleAck(ctx))
		}
		if err != nil {
			return fmt.Errorf("give up job %q: %w", h.ID, err)
		}
	}
	return nil
}

func (q *natsQueue) Stats(ctx context.Context) ([]Stat, error) {
	var out []Stat
	for _, kind := range Kinds() {
		var s Stat
		err := again(ctx, func(ctx context.Context) (err error) {
			s, err = q.stat(ctx, kind)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("ask how much there is to do: %w", err)
		}
		if s.Ready+s.Held+s.Dead > 0 {
			out = append(out, s)
		}
	}
	return out, nil
}

func (q *natsQueue) stat(ctx context.Context, kind Kind) (Stat, error) {
	s := Stat{Kind: kind}
	c, err := q.consumer(ctx, kind, false)
	if err != nil {
		return s, err
	}
	info, err := c.Info(ctx)
	if err != nil {
		return s, err
	}
	waiting := int(info.NumPending)
	s.Held = info.NumAckPending
	s.Ready = waiting
	filter := deadPrefix + string(kind) + ".*"
	dead, err := q.dead.Info(ctx, jetstream.WithSubjectFilter(filter))
	if err != nil {
		return s, err
	}
	s.Dead = len(dead.State.Subjects)
	if s.Ready+s.Held == 0 {
		return s, nil
	}
	first, err := q.work.GetMsg(ctx, info.AckFloor.Stream+1, jetstream.WithGetMsgSubject(workPrefix+string(kind)+".*"))
	switch {
	case errors.Is(err, jetstream.ErrMsgNotFound): // it was done meanwhile
	case err != nil:
		return s, err
	default:
		s.Oldest = time.Since(first.Time)
	}
	return s, nil
}

func (q *natsQueue) Dead(ctx context.Context, n int) ([]Dead, error) {
	var out []Dead
	err := q.eachDead(ctx, func(m *jetstream.RawStreamMsg) (bool, error) {
		d := Dead{Reason: m.Header.Get(reasonHeader), At: m.Time.UTC()}
		d.Tries, _ = strconv.Atoi(m.Header.Get(triesHeader)) // 0 where somebody else put it there
		if err := json.Unmarshal(m.Data, &d.Job); err != nil {
			d.Job = Job{ID: m.Subject, Body: m.Data}
		}
		out = append(out, d)
		return len(out) < n, nil
	})
	return out, err
}

// eachDead reads the stream of what was given up, from its begin.
func (q *natsQueue) eachDead(ctx context.Context, f func(m *jetstream.RawStreamMsg) (more bool, err error)) error {
	info, err := q.dead.Info(ctx)
	if err != nil {
		return fmt.Errorf("read what was given up: %w", err)
	}
	for seq := info.State.FirstSeq; seq <= info.State.LastSeq; seq++ {
		m, err := q.dead.GetMsg(ctx, seq, jetstream.WithGetMsgSubject(deadPrefix+">"))
		if errors.Is(err, jetstream.ErrMsgNotFound) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read what was given up: %w", err)
		}
		more, err := f(m)
		if err != nil || !more {
			return err
		}
		seq = m.Sequence
	}
	return nil
}

func (q *natsQueue) Replay(ctx context.Context) (int, error) {
	n := 0
	err := q.eachDead(ctx, func(m *jetstream.RawStreamMsg) (bool, error) {
		var j Job
		if err := json.Unmarshal(m.Data, &j); err != nil || j.Check() != nil {
			return true, nil // not ours: it stays
		}
		if _, err := q.Put(ctx, j); err != nil {
			return false, err
		}
		n++
		return true, q.dead.DeleteMsg(ctx, m.Sequence)
	})
	return n, err
}

func (q *natsQueue) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), answer)
	defer cancel()
	err := q.flush(ctx)
	q.conn.Close()
	return err
}
