// Package follow waits until what was requested of records has happened.
package follow

import (
	"context"
	"fmt"
	"time"

	"softdelete.dev/cli/internal/cluster"
	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/record"
	"softdelete.dev/cli/internal/undo"
)

// single is the number of records up to which each is read by itself. With more of them, their
// namespaces are listed.
const single = 20

// Follower waits for records.
type Follower struct {
	Client   *cluster.Client
	Progress func(before, now record.Record) undo.Progress
	Show     func(text string) // says how far it is
	Timeout  time.Duration

	// Patience is for how long nothing may happen before what is blocked is given up. 0: as long as
	// the timeout.
	Patience time.Duration
}

// Outcome is how far one record is at the end.
type Outcome struct {
	Before, Now record.Record
	Progress    undo.Progress
	Err         error // why the record could not be read; nil if it could
	Ended       bool  // whether the phase is Done or Failed
}

// Follow waits until every request has ended, is blocked, or the time is over. The outcomes are in
// the order of the records, which are those that the answers to the requests had.
func (f Follower) Follow(ctx context.Context, before []record.Record) []Outcome {
	outcomes := make([]Outcome, len(before))
	for i, r := range before {
		outcomes[i] = Outcome{Before: r, Now: r}
	}
	end := time.Now().Add(f.Timeout)
	lastChange, last := time.Now(), ""
	for pause := 150 * time.Millisecond; ; pause = min(pause*3/2, 2*time.Second) {
		f.read(ctx, outcomes)
		text := summary(outcomes)
		if text != last {
			lastChange, last = time.Now(), text
			f.Show(text)
		}
		pending, blocked := count(outcomes)
		if pending+blocked == 0 || time.Now().After(end) || ctx.Err() != nil {
			return outcomes
		}
		if pending == 0 && f.Patience > 0 && time.Since(lastChange) > f.Patience {
			return outcomes
		}
		select {
		case <-ctx.Done():
		case <-time.After(min(pause, max(time.Until(end), 0)+time.Millisecond)):
		}
	}
}

func count(outcomes []Outcome) (pending, blocked int) {
	for _, o := range outcomes {
		switch {
		case o.Ended:
		case o.Progress.Phase == undo.Blocked:
			blocked++
		default:
			pending++
		}
	}
	return pending, blocked
}

// summary says how far all are; of the only one, what its record says.
func summary(outcomes []Outcome) string {
	pending, blocked := count(outcomes)
	text := ""
	if n := len(outcomes); n > 1 {
		text = fmt.Sprintf("%d of %d", n-pending-blocked, n)
	}
	for _, o := range outcomes {
		if o.Ended {
			continue
		}
		what := o.Now.Spec.Resource.String()
		if o.Progress.Reason != "" {
			what += ": " + o.Progress.Reason
		}
		if o.Progress.Message != "" {
			what += ": " + o.Progress.Message
		}
		if text != "" {
			text += "; "
		}
		return text + what
	}
	return text
}

func (f Follower) read(ctx context.Context, outcomes []Outcome) {
	open := 0
	namespaces := map[string]bool{}
	for _, o := range outcomes {
		if !o.Ended {
			open++
			namespaces[o.Now.Metadata.Namespace] = true
		}
	}
	listed := map[record.Place]record.Record{}
	if open > single {
		for namespace := range namespaces {
			records, err := f.Client.All(ctx, cluster.Query{Namespace: namespace})
			if err != nil {
				continue // each is read by itself
			}
			for _, r := range records {
				listed[r.Home()] = r
			}
		}
	}
	for i := range outcomes {
		o := &outcomes[i]
		if o.Ended {
			continue
		}
		now, ok := listed[o.Now.Home()]
		if !ok {
			now, o.Err = f.find(ctx, o.Now)
		}
		if o.Err != nil {
			o.gone()
			continue
		}
		o.Now, o.Progress = now, f.Progress(o.Before, now)
		o.Ended = o.Progress.Phase == undo.Done || o.Progress.Phase == undo.Failed
	}
}

// find reads a record. A record in the namespace of the operator moves into the namespace of its
// object when that is restored.
func (f Follower) find(ctx context.Context, r record.Record) (record.Record, error) {
	now, err := f.Client.Record(ctx, r.Home())
	home := r.Spec.Resource.Namespace
	if failure.CodeOf(err) == failure.NotFound && home != "" && home != r.Metadata.Namespace {
		if moved, other := f.Client.Record(ctx, record.Place{Namespace: home, Name: r.Metadata.Name}); other == nil {
			return moved, nil
		}
	}
	return now, err
}

// gone ends the waiting for a record that cannot be read any more. Other errors may pass.
func (o *Outcome) gone() {
	switch failure.CodeOf(o.Err) {
	case failure.NotFound:
		o.Ended = true
		o.Progress = undo.Progress{Phase: undo.Failed, Message: "its record is gone: it was purged, or restored more than an hour ago"}
	case failure.Forbidden, failure.Older:
		o.Ended = true
		o.Progress = undo.Progress{Phase: undo.Failed, Message: o.Err.Error()}
	default:
		o.Progress = undo.Progress{Phase: undo.Pending, Message: o.Err.Error()}
	}
}
