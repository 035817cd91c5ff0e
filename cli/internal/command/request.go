package command

import (
	"context"
	"fmt"

	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/follow"
	"softdelete.dev/cli/internal/record"
	"softdelete.dev/cli/internal/search"
	"softdelete.dev/cli/internal/undo"
	"softdelete.dev/cli/internal/verdict"
)

// request requests the restore of each record and, if that is wanted, waits.
func (a *App) request(ctx context.Context, s search.Search, records []record.Record, q undo.Request, o restoreOptions) error {
	var requested []record.Record
	var failed error
	for i, r := range records {
		if a.Terminal.Progress && len(records) > 1 {
			a.Terminal.Show(fmt.Sprintf("requested %d of %d", i, len(records)))
		}
		what := "restore " + r.Spec.Resource.String()
		after, err := s.Client.Change(ctx, r.Home(), what, q.Patch())
		if err != nil {
			if len(records) == 1 {
				return err
			}
			a.Terminal.Fail(err)
			failed = worse(failed, err)
			continue
		}
		requested = append(requested, after)
	}
	if !o.wait && !q.Preview {
		for _, r := range requested {
			a.Terminal.Notef("%s: its restore is requested.", r.Spec.Resource.String())
		}
		return summed(failed, len(records))
	}
	f := follow.Follower{Client: s.Client, Progress: undo.Of, Show: a.Terminal.Show, Timeout: o.timeout, Patience: blockedFor}
	if o.patient() {
		f.Patience = 0
	}
	if q.Preview {
		f.Progress = func(_, now record.Record) undo.Progress { return undo.Preview(now) }
	}
	outcomes := f.Follow(ctx, requested)
	for _, outcome := range outcomes {
		failed = worse(failed, a.tell(outcome, q, len(records) > 1, o.out.format))
	}
	if o.out.format == "json" || o.out.format == "yaml" {
		if err := a.printRecords(o.out.format, states(outcomes)); err != nil {
			return err
		}
	}
	return summed(failed, len(records))
}

// summed is the error of a command for several records, each of whose errors was told already.
func summed(failed error, records int) error {
	if failed == nil || records == 1 {
		return failed
	}
	return failure.Of(failure.CodeOf(failed), "Not everything was done; see above.")
}

// worse returns the error that decides the exit code: the first one.
func worse(failed, err error) error {
	if failed != nil {
		return failed
	}
	return err
}

func states(outcomes []follow.Outcome) []record.Record {
	var now []record.Record
	for _, o := range outcomes {
		now = append(now, o.Now)
	}
	return now
}

// tell says what became of one request. An error of one of several is told at once.
func (a *App) tell(o follow.Outcome, q undo.Request, several bool, format string) error {
	what := o.Now.Spec.Resource.String()
	if err := verdict.Of(o, q); err != nil {
		if several {
			a.Terminal.Fail(err)
		}
		return err
	}
	if q.Preview {
		if format == "" {
			a.Terminal.Printf("%s: possible. %s", what, o.Progress.Message)
		}
		return nil
	}
	a.restored(o.Now, format)
	if o.Progress.Reason == "Incomplete" || o.Progress.Reason == "Kept" {
		a.Terminal.Notef("%s: %s", what, o.Progress.Message)
	}
	return nil
}
