package command

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/follow"
	"softdelete.dev/cli/internal/record"
	"softdelete.dev/cli/internal/search"
	"softdelete.dev/cli/internal/undo"
	"softdelete.dev/cli/internal/verdict"
)

func (a *App) purge() *cobra.Command {
	var sel selection
	var wait bool
	var timeout time.Duration
	c := &cobra.Command{
		Use:   "purge [RECORD|KIND/NAME]...",
		Short: "Delete permanently what was deleted",
		Long: `Delete the stored copies permanently, and for claims also their data. Nothing can undo this.

You are asked first. If several deletions of a name exist, name the record. You need the permission to delete
deletedresources.softdelete.dev, as in the ClusterRole soft-delete-purger.`,
		Example: `  kubectl undelete purge secret/password
  kubectl undelete purge -l app=web --yes`,
		RunE: func(c *cobra.Command, args []string) error {
			records, s, err := a.chosen(c.Context(), args, sel, only)
			if err != nil {
				return err
			}
			a.plan(records, nil, s.Client.Now())
			if err := a.confirm(fmt.Sprintf("Delete the stored copies of these %d permanently?", len(records))); err != nil {
				return err
			}
			return a.runPurge(c.Context(), s, records, wait, timeout)
		},
		ValidArgsFunction: a.completeTargets,
	}
	a.addAll(c)
	sel.add(c, a)
	a.addYes(c)
	c.Flags().BoolVar(&wait, "wait", true, "Wait until they are purged.")
	c.Flags().DurationVar(&timeout, "timeout", 5*time.Minute, "How long to wait.")
	return c
}

func (a *App) runPurge(ctx context.Context, s search.Search, records []record.Record, wait bool, timeout time.Duration) error {
	var failed error
	var purging []record.Record
	for _, r := range records {
		err := s.Client.Purge(ctx, r)
		if err != nil && len(records) == 1 {
			return err
		}
		if err != nil {
			a.Terminal.Fail(err)
			failed = worse(failed, err)
			continue
		}
		purging = append(purging, r)
	}
	if !wait {
		for _, r := range purging {
			a.Terminal.Notef("%s: its purge is requested.", r.Spec.Resource.String())
		}
		return summed(failed, len(records))
	}
	f := follow.Follower{Client: s.Client, Progress: undo.Purge, Show: a.Terminal.Show, Timeout: timeout}
	for _, o := range f.Follow(ctx, purging) {
		what := o.Now.Spec.Resource.String()
		if failure.CodeOf(o.Err) == failure.NotFound {
			a.Terminal.Printf("%s purged", what)
			continue
		}
		err := failure.Of(failure.TimedOut, "%s is not purged yet: %s", what, verdict.Reason(o.Progress)).
			Then("The purge stays requested. To see how far it is: kubectl get deletedresource %s -n %s -o yaml",
				o.Now.Metadata.Name, o.Now.Metadata.Namespace)
		if o.Ended {
			err.Code = failure.Refused
		}
		if len(records) > 1 {
			a.Terminal.Fail(err)
		}
		failed = worse(failed, err)
	}
	return summed(failed, len(records))
}
