package command

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"softdelete.dev/cli/internal/choose"
	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/follow"
	"softdelete.dev/cli/internal/moment"
	"softdelete.dev/cli/internal/record"
	"softdelete.dev/cli/internal/search"
	"softdelete.dev/cli/internal/undo"
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
  kubectl undelete restore deployment/web --to-name web-before`,
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
		if records, err = notRestored(records); err != nil {
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
			return objection(r, why)
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

func objection(r record.Record, why string) error {
	f := failure.Of(failure.Refused, "Cannot restore %s: %s.", r.Spec.Resource, why)
	if r.Requested() == "true" && r.State() == record.Deleted {
		return f.Then("To see how far it is: kubectl undelete restore %s -n %s\nTo take the request back: kubectl undelete restore %[1]s -n %[2]s --withdraw",
			r.Metadata.Name, r.Metadata.Namespace)
	}
	return f
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

// request requests the restore of each record and, if that is wanted, waits.
func (a *App) request(ctx context.Context, s search.Search, records []record.Record, q undo.Request, o restoreOptions) error {
	var requested []record.Record
	var failed error
	for _, r := range records {
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
	human := format == ""
	var err *failure.Failure
	switch {
	case o.Progress.Phase == undo.Done && q.Preview:
		if human {
			a.Terminal.Printf("%s: possible. %s", what, o.Progress.Message)
		}
		return nil
	case o.Progress.Phase == undo.Done:
		a.restored(o.Now, format)
		if o.Progress.Reason == "Incomplete" || o.Progress.Reason == "Kept" {
			a.Terminal.Notef("%s: %s", what, o.Progress.Message)
		}
		return nil
	case q.Preview && o.Ended:
		err = failure.Of(failure.Refused, "%s: not possible: %s", what, reason(o.Progress))
	case o.Ended:
		err = failure.Of(code(o.Progress.Reason), "%s is not restored: %s", what, reason(o.Progress))
	case o.Progress.Phase == undo.Blocked:
		err = failure.Of(failure.Refused, "%s is not restored yet: %s", what, reason(o.Progress))
	default:
		err = failure.Of(failure.TimedOut, "%s is not restored yet: %s", what, cmp.Or(reason(o.Progress), "the operator has not answered."))
	}
	err.Next = next(o, q)
	if several {
		a.Terminal.Fail(err)
	}
	return err
}

// restored prints what is back.
func (a *App) restored(r record.Record, format string) {
	as := r.Status.RestoredAs
	switch {
	case format == "name":
		kind := strings.ToLower(r.Spec.Resource.Kind)
		if group := r.Spec.Resource.Group(); group != "" {
			kind += "." + group
		}
		name := r.Spec.Resource.Name
		if as != nil {
			name = as.Name
		}
		a.Terminal.Printf("%s/%s", kind, name)
	case format != "":
	case as != nil && (as.Name != r.Spec.Resource.Name || as.Namespace != r.Spec.Resource.Namespace):
		a.Terminal.Printf("%s restored as %s", r.Spec.Resource.String(), as.String())
	default:
		a.Terminal.Printf("%s restored", r.Spec.Resource.String())
	}
}

func code(reason string) failure.Code {
	if reason == "Forbidden" || reason == "RequestExpired" {
		return failure.Forbidden
	}
	return failure.Refused
}

func reason(p undo.Progress) string {
	if p.Reason == "" || strings.HasPrefix(p.Message, p.Reason) {
		return p.Message
	}
	return p.Reason + ": " + p.Message
}

// next says what the user can do about a restore that has not happened.
func next(o follow.Outcome, q undo.Request) string {
	home := o.Now.Home()
	advice := undo.Advice(o.Progress.Reason, o.Now)
	if o.Progress.Reason == "NameConflict" && q.Over {
		advice = "The operator of this cluster does not restore over what lives, or may not replace it.\n" +
			fmt.Sprintf("Restore it under another name: kubectl undelete restore %s -n %s --to-name NAME", home.Name, home.Namespace)
	}
	if o.Ended || q.Preview {
		return advice
	}
	stays := fmt.Sprintf("The restore stays requested. To take it back: kubectl undelete restore %s -n %s --withdraw", home.Name, home.Namespace)
	if o.Progress.Reason == "" {
		stays = "If the operator is stopped, it restores the object when it runs again. To see its state: kubectl undelete status\n" + stays
	}
	if advice == "" {
		return stays
	}
	return advice + "\n" + stays
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

// plan says what will happen.
func (a *App) plan(records []record.Record, members map[string]int, now time.Time) {
	for i, r := range records {
		if i == 2*many {
			a.Terminal.Notef("and %d more", len(records)-i)
			break
		}
		with := ""
		if n := members[r.Metadata.UID]; n > 0 {
			with = fmt.Sprintf(", with %d object(s) that were deleted with it", n)
		}
		a.Terminal.Notef("%s, deleted %s ago by %s%s", r.Spec.Resource.String(), moment.Ago(r.DeletedAt(), now),
			orUnknown(r.Spec.DeletedBy.Username), with)
	}
}

func total(members map[string]int) int {
	sum := 0
	for _, n := range members {
		sum += n
	}
	return sum
}

// members counts the records of what was deleted with each record, by the uid of the record. Where
// the user may not look, nothing is counted: the operator says how far it is.
func (a *App) members(ctx context.Context, s search.Search, records []record.Record) map[string]int {
	counts := map[string]int{}
	if len(records) > many {
		return counts // it is shown what will happen in any case
	}
	for _, r := range records {
		root := r.Spec.Resource.UID
		in := s
		in.All = s.All || r.Spec.Resource.Kind == "CustomResourceDefinition"
		in.Namespace = r.Metadata.Namespace
		_, err := in.Each(ctx, choose.Filter{Group: root, State: record.Deleted, Routine: true},
			record.GroupLabel+"="+root, func(page []record.Record) error {
				counts[r.Metadata.UID] += len(page)
				return nil
			})
		if err != nil && failure.CodeOf(err) != failure.Forbidden {
			return counts
		}
	}
	return counts
}
