package command

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"softdelete.dev/cli/internal/choose"
	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/record"
	"softdelete.dev/cli/internal/search"
	"softdelete.dev/cli/internal/undo"
	"softdelete.dev/cli/internal/verdict"
)

// many is the number of objects above which it is shown first what will happen.
const many = 10

// blockedFor is how long a restore that is blocked is watched, unless a timeout is given.
const blockedFor = 5 * time.Second

const (
	dryRunNone   = "none"
	dryRunClient = "client"
	dryRunServer = "server"
)

// restoreOptions are the flags of a restore.
type restoreOptions struct {
	toName, toNamespace, dryRun string
	over, wait, withdraw        bool
	timeout                     time.Duration
	patient                     func() bool // whether a timeout was given
	out                         output
}

func (o *restoreOptions) add(c *cobra.Command, a *App) {
	f := c.Flags()
	f.StringVar(&o.toName, "to-name", "", "Restore under this name.")
	f.StringVar(&o.toNamespace, "to-namespace", "", "Restore into this namespace.")
	f.BoolVar(&o.over, "over", false, "Restore over what lives under the name now. That is soft-deleted first, with a record of its own.")
	f.StringVar(&o.dryRun, "dry-run", dryRunNone, `"server": only say what would happen. "client": only say what would be requested. "none".`)
	f.Lookup("dry-run").NoOptDefVal = dryRunServer
	f.BoolVar(&o.wait, "wait", true, "Wait until it is restored.")
	f.DurationVar(&o.timeout, "timeout", 5*time.Minute,
		"How long to wait. Without this flag, a restore that is blocked, for example because the name is in use, is not waited for.")
	o.out.add(c, "name", "json", "yaml")
	a.addYes(c)
	_ = c.RegisterFlagCompletionFunc("to-namespace", a.completeNamespaces)
	_ = c.RegisterFlagCompletionFunc("dry-run", cobra.FixedCompletions([]string{dryRunServer, dryRunClient, dryRunNone}, cobra.ShellCompDirectiveNoFileComp))
	o.patient = func() bool { return f.Changed("timeout") }
}

func (o *restoreOptions) check() error {
	if !slices.Contains([]string{dryRunNone, dryRunClient, dryRunServer}, o.dryRun) {
		return failure.Of(failure.Usage, "--dry-run is none, client or server, not %q.", o.dryRun)
	}
	if o.toNamespace != "" && !isNamespace(o.toNamespace) {
		return failure.Of(failure.Usage, "--to-namespace: %q cannot be the name of a namespace.", o.toNamespace)
	}
	return o.out.check()
}

func (a *App) restore() *cobra.Command {
	var sel selection
	var options restoreOptions
	c := &cobra.Command{
		Use:   "restore [RECORD|KIND/NAME]...",
		Short: "Restore deletions by name, label, user or time",
		Long: `Restore deletions, and wait until it is done.

Deletions are named by record or by KIND/NAME, or selected by flags. What was deleted together with a namespace, a
CustomResourceDefinition or an owner is restored with it.

Of several deletions of one name, flags select the newest that is not routine. The others are left out, with what was
deleted together with them.

If more than ten objects are meant, they are listed and you are asked first.

A restore that is blocked, for example because the name is in use, stays requested: it goes on by itself when the
obstacle is gone. To take the request back, use --withdraw.`,
		Example: `  # Undo what I have just deleted
  kubectl undelete restore --by me --since 10m

  # Restore an application
  kubectl undelete restore -l app=web

  # Restore everything that one delete removed
  kubectl undelete restore --group namespace/shop

  # See what would happen
  kubectl undelete restore deployment/web --dry-run

  # Restore a copy beside what lives now
  kubectl undelete restore deployment/web --to-name web-before

  # Restore over what a controller has created anew; that is soft-deleted first
  kubectl undelete restore secret/tls --over`,
		RunE: func(c *cobra.Command, args []string) error {
			return a.runRestore(c.Context(), args, sel, options)
		},
		ValidArgsFunction: a.completeTargets,
	}
	a.addAll(c)
	sel.add(c, a)
	options.add(c, a)
	c.Flags().BoolVar(&options.withdraw, "withdraw", false, "Take back a restore that is requested and has not happened yet.")
	return c
}

func (a *App) runRestore(ctx context.Context, args []string, sel selection, o restoreOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	records, s, err := a.chosen(ctx, args, sel, newest)
	if err != nil {
		return err
	}
	if o.withdraw {
		return a.withdraw(ctx, s, records)
	}
	if len(args) == 0 {
		if records, err = notRestored(a.newestOfEach(records)); err != nil {
			return err
		}
	}
	records = choose.WithoutMembers(records)
	if o.toName != "" && len(records) > 1 {
		return failure.Of(failure.Usage, "--to-name is for one object, and %d are meant.", len(records))
	}
	request := undo.Request{ToName: o.toName, ToNamespace: o.toNamespace, Over: o.over, Preview: o.dryRun == dryRunServer}
	for _, r := range records {
		if why := request.Objection(r); why != "" {
			return verdict.Objection(r, why)
		}
	}
	members := a.members(ctx, s, records)
	if o.dryRun != dryRunNone || len(records)+total(members) > many {
		a.plan(records, members, s.Client.Now())
	}
	if o.dryRun == dryRunClient {
		return nil
	}
	if o.dryRun == dryRunNone && len(records)+total(members) > many {
		if err := a.confirm(fmt.Sprintf("Restore these %d objects?", len(records)+total(members))); err != nil {
			return err
		}
	}
	return a.request(ctx, s, records, request, o)
}

// notRestored leaves out what flags select although there is nothing to restore.
func notRestored(records []record.Record) ([]record.Record, error) {
	records = slices.DeleteFunc(records, func(r record.Record) bool { return r.State() != record.Deleted })
	if len(records) == 0 {
		return nil, failure.Of(failure.NotFound, "Everything that matches is restored already, or being restored or purged.").
			Then("To see it: kubectl undelete list -o wide")
	}
	return records, nil
}

// newestOfEach leaves out older deletions of the same names, and says so.
func (a *App) newestOfEach(records []record.Record) []record.Record {
	newest, older := choose.NewestOfEach(records)
	if older > 0 {
		a.Terminal.Notef("Left out: %d that newer deletions of the same names replace. To restore one of them, name its RECORD, as in: "+
			"kubectl undelete list", older)
	}
	return newest
}

func (a *App) withdraw(ctx context.Context, s search.Search, records []record.Record) error {
	for _, r := range records {
		if r.Requested() == "" {
			a.Terminal.Notef("%s: no restore is requested.", r.Spec.Resource.String())
			continue
		}
		if _, err := s.Client.Change(ctx, r.Home(), "take back the restore of "+r.Spec.Resource.String(), undo.Withdraw()); err != nil {
			return err
		}
		a.Terminal.Printf("%s: the request is taken back", r.Spec.Resource.String())
	}
	return nil
}
