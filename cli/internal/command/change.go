package command

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"softdelete.dev/cli/internal/change"
	"softdelete.dev/cli/internal/choose"
	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/record"
)

// alteration is a command that changes a field of records.
type alteration struct {
	what string // such as "set a legal hold on"
	done string // such as "is under legal hold"
	verb string // the verb on records that it takes besides patch; empty: none

	// patch returns the patch for a record; nil if there is nothing to do.
	patch func(r record.Record, now time.Time) (map[string]any, error)
}

// changing returns a command for a change.
func (a *App) changing(c *cobra.Command, to *alteration) *cobra.Command {
	var sel selection
	var out output
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := out.check(); err != nil {
			return err
		}
		return a.runChange(c.Context(), args, sel, out.format, *to)
	}
	c.ValidArgsFunction = a.completeTargets
	a.addAll(c)
	sel.add(c, a)
	a.addYes(c)
	out.add(c, "name", "json", "yaml")
	return c
}

func (a *App) runChange(ctx context.Context, args []string, sel selection, format string, to alteration) error {
	records, s, err := a.chosen(ctx, args, sel, only)
	if err != nil {
		return err
	}
	named := len(records)
	records, patches, failed, err := a.patches(records, to, s.Client.Now())
	if err != nil {
		return err
	}
	if len(records) > many {
		a.plan(records, nil, s.Client.Now())
		if err := a.confirm(fmt.Sprintf("Change these %d records?", len(records))); err != nil {
			return err
		}
	}
	changed := make([]record.Record, 0, len(records))
	for i, r := range records {
		after := r
		if patches[i] != nil {
			after, err = s.Client.ChangeFor(ctx, r.Home(), to.what+" "+r.Spec.Resource.String(), to.verb, patches[i])
			if err != nil && named == 1 {
				return err
			}
			if err != nil {
				a.Terminal.Fail(err)
				failed = worse(failed, err)
				continue
			}
		}
		changed = append(changed, after)
		if format == "" {
			a.Terminal.Printf("%s %s", after.Spec.Resource.String(), to.done+until(after))
		}
	}
	if format != "" {
		if err := a.printRecords(format, changed); err != nil {
			return err
		}
	}
	return summed(failed, named)
}

// patches returns the patches of the records that can be changed, and the first of the others'
// errors, which are told. A wrong command line, or the error of the only record, ends the command.
func (a *App) patches(records []record.Record, to alteration, now time.Time) ([]record.Record, []map[string]any, error, error) {
	var able []record.Record
	var patches []map[string]any
	var failed error
	for _, r := range records {
		patch, err := to.patch(r, now)
		if err != nil && (len(records) == 1 || failure.CodeOf(err) == failure.Usage) {
			return nil, nil, nil, err
		}
		if err != nil {
			a.Terminal.Fail(err)
			failed = worse(failed, err)
			continue
		}
		able, patches = append(able, r), append(patches, patch)
	}
	return able, patches, failed, nil
}

// until says when a record is purged.
func until(r record.Record) string {
	switch {
	case r.Spec.LegalHold:
		return "; it is not purged until the hold is lifted"
	case r.Spec.PurgeTime == "":
		return "; it is kept indefinitely"
	default:
		return "; it is purged at " + r.Spec.PurgeTime
	}
}

// only is the rule of commands whose effect may not be undone: several deletions of one name are
// listed.
func only(records []record.Record) choose.Choice {
	return choose.Only(records, record.States...)
}

func (a *App) hold() *cobra.Command {
	return a.changing(&cobra.Command{
		Use:   "hold RECORD|KIND/NAME...",
		Short: "Set a legal hold, which prevents every purge",
		Long: `Set a legal hold. Until it is lifted, nobody purges the deletion, and it does not end by itself.

You need the verb "hold" on deletedresources.softdelete.dev, as in the ClusterRole soft-delete-admin.`,
		Example: "  kubectl undelete hold deployment/web",
	}, &alteration{what: "set a legal hold on", done: "is under legal hold", verb: "hold", patch: legalHold(true)})
}

func (a *App) unhold() *cobra.Command {
	return a.changing(&cobra.Command{
		Use:   "unhold RECORD|KIND/NAME...",
		Short: "Lift a legal hold",
		Long: `Lift a legal hold. A deletion whose purge time is over is purged then.

You need the verb "hold" on deletedresources.softdelete.dev, as in the ClusterRole soft-delete-admin.`,
		Example: "  kubectl undelete unhold deployment/web",
	}, &alteration{what: "lift the legal hold on", done: "is under no legal hold", verb: "hold", patch: legalHold(false)})
}

func legalHold(set bool) func(record.Record, time.Time) (map[string]any, error) {
	return func(r record.Record, _ time.Time) (map[string]any, error) {
		return change.LegalHold(r, set), nil
	}
}

func (a *App) extend() *cobra.Command {
	var end change.End
	to := &alteration{what: "move the purge time of", done: "has its purge time moved"}
	to.patch = func(r record.Record, now time.Time) (map[string]any, error) {
		patch, err := change.PurgeTime(r, now, end)
		var f *failure.Failure
		if errors.As(err, &f) && f.Code == failure.Refused {
			return nil, f.Then("To purge it earlier than that, add --shorten.")
		}
		return patch, err
	}
	c := a.changing(&cobra.Command{
		Use:   "extend RECORD|KIND/NAME... (--for DURATION | --until TIME)",
		Short: "Keep deletions for longer",
		Long: `Move the time at which deletions are purged, within the bounds of their policy.

--for counts from now. What is kept for longer already is left as it is and named; the others are extended, and the exit
code is 7. The command does not purge earlier than planned, unless you say --shorten; for that you need the
permission to purge.`,
		Example: `  kubectl undelete extend deployment/web --for 30d
  kubectl undelete extend -l app=web --until 2027-01-31`,
	}, to)
	c.Flags().StringVar(&end.For, "for", "", "Keep it for this long from now, such as 36h or 30d.")
	c.Flags().StringVar(&end.Until, "until", "", "Keep it until this time, such as 2027-01-31 (UTC) or 2027-01-31T12:00:00Z, or Indefinite.")
	c.Flags().BoolVar(&end.Shorten, "shorten", false, "Allow an earlier time than that of the record.")
	c.PreRun = func(*cobra.Command, []string) {
		if end.Shorten {
			to.verb = "delete"
		}
	}
	return c
}
