package command

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/spf13/cobra"
	"k8s.io/apimachinery/pkg/labels"

	"softdelete.dev/cli/internal/choose"
	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/moment"
	"softdelete.dev/cli/internal/record"
	"softdelete.dev/cli/internal/search"
	"softdelete.dev/cli/internal/target"
)

// selection are the flags that restrict deletions.
type selection struct {
	labels, by, since, group, state string
	routine                         bool
}

func (s *selection) add(c *cobra.Command, a *App) {
	f := c.Flags()
	f.StringVarP(&s.labels, "selector", "l", "", "Label selector. Records have the labels of what was deleted.")
	f.StringVar(&s.by, "by", "", "Only what this user deleted. 'me' is you.")
	f.StringVar(&s.since, "since", "", "Only what was deleted since: a duration such as 10m or 7d, or a time in RFC 3339.")
	f.StringVar(&s.group, "group", "", "Only what one delete removed: the uid of its root, or a RECORD or KIND/NAME that belongs to it.")
	f.BoolVar(&s.routine, "routine", false, "Also routine deletions, such as those of finished Jobs.")
	_ = c.RegisterFlagCompletionFunc("selector", a.completeLabels)
	_ = c.RegisterFlagCompletionFunc("group", a.completeTargets)
	_ = c.RegisterFlagCompletionFunc("by", cobra.FixedCompletions([]string{"me"}, cobra.ShellCompDirectiveNoFileComp))
	_ = c.RegisterFlagCompletionFunc("since", cobra.FixedCompletions([]string{"10m", "1h", "1d", "7d"}, cobra.ShellCompDirectiveNoFileComp))
}

func (s *selection) restricts() bool {
	return s.labels != "" || s.by != "" || s.since != "" || s.group != ""
}

func (s *selection) filter(ctx context.Context, in search.Search) (choose.Filter, error) {
	f := choose.Filter{By: s.by, State: s.state, Routine: s.routine}
	if s.state != "" && !slices.Contains(record.States, s.state) {
		return f, failure.Of(failure.Usage, "There is no state %q. One of: DELETED, RESTORING, RESTORED, PURGING.", s.state)
	}
	if _, err := labels.Parse(s.labels); err != nil {
		return f, failure.Of(failure.Usage, "-l: %q is no label selector: %v.", s.labels, err)
	}
	var err error
	if s.by == "me" {
		if f.By, err = in.Client.Me(ctx); err != nil {
			return f, err
		}
	}
	if s.group != "" {
		// Everything in a group is routine or not, as its root is.
		f.Routine = true
		if f.Group, err = in.Group(ctx, s.group); err != nil {
			return f, err
		}
	}
	if s.since != "" {
		if f.Since, err = moment.Since(s.since, in.Client.Now()); err != nil {
			return f, failure.Of(failure.Usage, "--since: %v.", err)
		}
	}
	return f, nil
}

// chooser decides which of the records of one name a command means.
type chooser func(records []record.Record) choose.Choice

// newest is the rule of commands that undo.
func newest(records []record.Record) choose.Choice {
	return choose.Newest(records, record.Deleted, record.Restoring, record.Restored, record.Purging)
}

// one returns the record that a target means, and asks if several could be meant.
func (a *App) one(ctx context.Context, s search.Search, t target.Target, by chooser) (record.Record, error) {
	records, err := s.Target(ctx, t)
	if err != nil {
		return record.Record{}, err
	}
	choice := by(records)
	if choice.One == nil {
		return a.ask(t, choice.Several, s)
	}
	one := *choice.One
	if choice.Routine {
		a.Terminal.Notef("%s: a newer deletion of it is routine, and is not meant.", one.Spec.Resource.String())
	}
	if choice.Earlier > 0 {
		a.Terminal.Notef("%s was deleted %d times. Meant is the deletion of %s ago. To see all: kubectl undelete list %s -n %s --routine",
			one.Spec.Resource.String(), choice.Earlier+1, moment.Ago(one.DeletedAt(), s.Client.Now()), t.String(), one.Metadata.Namespace)
	}
	return one, nil
}

// ask lists the deletions that could be meant, and asks for one.
func (a *App) ask(t target.Target, several []record.Record, s search.Search) (record.Record, error) {
	a.Terminal.Notef("Several deletions could be meant by %s:", t.String())
	for i, r := range several {
		a.Terminal.Notef("%3d  %s, deleted %s ago by %s, record %s in namespace %s", i+1, r.Spec.Resource.String(),
			moment.Ago(r.DeletedAt(), s.Client.Now()), orUnknown(r.Spec.DeletedBy.Username), r.Metadata.Name, r.Metadata.Namespace)
	}
	answer, answered := a.Terminal.Ask(fmt.Sprintf("Which one? [1-%d]", len(several)))
	if answered {
		if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(several) {
			return several[n-1], nil
		}
		return record.Record{}, failure.Of(failure.Unconfirmed, "Nothing was done: %q is not a number from 1 to %d.", answer, len(several))
	}
	return record.Record{}, failure.Of(failure.Ambiguous, "Several deletions could be meant by %s.", t).
		Then("Name one of the records above, with its namespace: RECORD -n NAMESPACE")
}

func orUnknown(user string) string {
	if user == "" {
		return "an unknown user"
	}
	return user
}

// chosen returns the records that arguments and flags mean: those of the arguments, or else those
// that the flags select.
func (a *App) chosen(ctx context.Context, args []string, sel selection, by chooser) ([]record.Record, search.Search, error) {
	s, err := a.search()
	if err != nil {
		return nil, s, err
	}
	if len(args) > 0 && sel.restricts() {
		return nil, s, failure.Of(failure.Usage, "Name deletions, or select them by flags; not both.")
	}
	if len(args) == 0 && !sel.restricts() {
		return nil, s, failure.Of(failure.Usage, "Nothing is named: name a RECORD or KIND/NAME, or use -l, --by, --since or --group.").
			Then("To see what was deleted: kubectl undelete list")
	}
	if len(args) == 0 {
		filter, err := sel.filter(ctx, s)
		if err != nil {
			return nil, s, err
		}
		records, _, err := s.AllOf(ctx, filter, sel.labels)
		if err == nil && len(records) == 0 {
			err = failure.Of(failure.NotFound, "No deletion matches.").Then("To see what was deleted: kubectl undelete list")
		}
		return records, s, err
	}
	targets, err := target.Parse(args)
	if err != nil {
		return nil, s, err
	}
	var records []record.Record
	for _, t := range targets {
		r, err := a.one(ctx, s, t, by)
		if err != nil {
			return nil, s, err
		}
		if !slices.ContainsFunc(records, func(o record.Record) bool { return o.Metadata.UID == r.Metadata.UID }) {
			records = append(records, r)
		}
	}
	return records, s, nil
}
