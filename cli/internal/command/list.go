package command

import (
	"slices"
	"time"

	"github.com/spf13/cobra"

	"softdelete.dev/cli/internal/choose"
	"softdelete.dev/cli/internal/moment"
	"softdelete.dev/cli/internal/record"
	"softdelete.dev/cli/internal/target"
	"softdelete.dev/cli/internal/terminal"
)

func (a *App) list() *cobra.Command {
	var sel selection
	var out output
	var noHeaders bool
	c := &cobra.Command{
		Use:   "list [KIND[/NAME]]",
		Short: "List deletions",
		Long: `List what was deleted, the newest first.

Deletions that are routine, such as those of finished Jobs, are listed only with --routine.
The records of cluster-scoped objects, and of objects whose namespace was deleted, are in the namespace of the operator.
A list of many records is read in pages. With -o json, yaml and name, records are printed as they are read, in the order
of the API server.`,
		Example: `  # What was deleted in this namespace
  kubectl undelete list

  # What I have deleted in the last ten minutes, anywhere
  kubectl undelete list -A --by me --since 10m

  # Everything that was deleted with a namespace
  kubectl undelete list --group namespace/shop`,
		Args: usage(cobra.MaximumNArgs(2)),
		RunE: func(c *cobra.Command, args []string) error {
			if err := out.check(); err != nil {
				return err
			}
			t, err := target.ParseList(args)
			if err != nil {
				return err
			}
			return a.runList(c, t, sel, out.format, !noHeaders)
		},
		ValidArgsFunction: a.completeKinds,
	}
	a.addAll(c)
	sel.add(c, a)
	c.Flags().StringVar(&sel.state, "state", "", "Only records in this state: DELETED, RESTORING, RESTORED or PURGING.")
	_ = c.RegisterFlagCompletionFunc("state", cobra.FixedCompletions(record.States, cobra.ShellCompDirectiveNoFileComp))
	c.Flags().BoolVar(&noHeaders, "no-headers", false, "Print no header.")
	out.add(c, "wide", "json", "yaml", "name")
	return c
}

func (a *App) runList(c *cobra.Command, t target.Target, sel selection, format string, header bool) error {
	s, err := a.search()
	if err != nil {
		return err
	}
	if t.Record != "" {
		records, err := s.Target(c.Context(), t)
		if err != nil {
			return err
		}
		return a.printList(records, format, header, s.Client.Now())
	}
	filter, err := sel.filter(c.Context(), s)
	if err != nil {
		return err
	}
	if filter.Kinds, err = s.Kinds(t.Kind); err != nil {
		return err
	}
	filter.Name = t.Name
	if format != "" && format != "wide" {
		list := items{out: a.Terminal.Out, format: format}
		if _, err := s.Each(c.Context(), filter, sel.labels, func(page []record.Record) error {
			for _, r := range page {
				if err := list.add(r); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return err
		}
		return list.end()
	}
	// Only what the table shows is kept of each record.
	var all []record.Record
	if _, err := s.Each(c.Context(), filter, sel.labels, func(page []record.Record) error {
		for _, r := range page {
			r.Raw, r.Metadata.Labels, r.Metadata.Annotations = nil, nil, nil
			all = append(all, r)
		}
		return nil
	}); err != nil {
		return err
	}
	if len(all) == 0 {
		a.nothing(filter)
		return nil
	}
	return a.printList(all, format, header, s.Client.Now())
}

func (a *App) nothing(f choose.Filter) {
	where := "in any namespace"
	if !a.all {
		namespace, _ := a.namespace()
		where = "in namespace " + namespace
	}
	if f.Kinds.ClusterScoped() {
		where = "in the cluster"
	}
	hint := ""
	if !f.Routine {
		hint = " Routine deletions are listed with --routine."
	}
	a.Terminal.Notef("No deletions found %s.%s", where, hint)
}

func (a *App) printList(records []record.Record, format string, header bool, now time.Time) error {
	if format != "" && format != "wide" {
		return a.printRecords(format, records)
	}
	slices.SortStableFunc(records, func(x, y record.Record) int { return record.Compare(y, x) })
	return a.recordTable(records, format == "wide", now).Print(a.Terminal, header)
}

var stateColours = map[string]string{record.Restored: terminal.Green, record.Restoring: terminal.Yellow, record.Purging: terminal.Red}

func (a *App) recordTable(records []record.Record, wide bool, now time.Time) *terminal.Table {
	head := []string{"KIND", "NAME", "STATE", "DELETED", "PURGE", "BY", "RECORD"}
	if a.all {
		head = append([]string{"NAMESPACE"}, head...)
	}
	if wide {
		head = append(head, "POLICY", "HOLD", "ROUTINE", "GROUP", "REASON")
	}
	table := terminal.NewTable(head...).Coloured("STATE", stateColours)
	for _, r := range records {
		row := []string{r.Spec.Resource.Kind, nameBeside(r), r.State(), moment.Ago(r.DeletedAt(), now),
			ends(r, now), r.Spec.DeletedBy.Username, r.Metadata.Name}
		if a.all {
			row = append([]string{r.Metadata.Namespace}, row...)
		}
		if wide {
			row = append(row, r.Spec.Policy, yesNo(r.Spec.LegalHold), yesNo(r.Spec.Routine), r.Spec.DeletionGroup,
				r.Condition("Restored").Reason)
		}
		table.Row(row...)
	}
	return table
}

// ends says when the record is gone.
func ends(r record.Record, now time.Time) string {
	end, known := r.EndsAt()
	if !known {
		return "-"
	}
	return moment.Until(end, now)
}

// nameBeside returns the name of what was deleted, with its namespace if the record is in another
// one: the records of a namespace that was deleted are in the namespace of the operator.
func nameBeside(r record.Record) string {
	deleted := r.Spec.Resource
	if deleted.Namespace == "" || deleted.Namespace == r.Metadata.Namespace {
		return deleted.Name
	}
	return deleted.Namespace + "/" + deleted.Name
}

func yesNo(value bool) string {
	if value {
		return "yes"
	}
	return "no"
}
