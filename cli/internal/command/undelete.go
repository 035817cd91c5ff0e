package command

import (
	"strings"

	"github.com/spf13/cobra"

	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/target"
)

// undelete is the root command.
func (a *App) undelete() *cobra.Command {
	var options restoreOptions
	c := &cobra.Command{
		Use:   "kubectl-undelete KIND/NAME",
		Short: "Restore what was deleted",
		Long: `Restore what was deleted.

"kubectl undelete KIND/NAME" restores the newest deletion of that name, and waits until it is done. If several objects
could be meant, they are listed and you are asked for one. Deletions that are routine are restored only if there is no
other of that name.

The object is created with your permissions. You also need the permission to restore, which the roles edit and admin
have. Whoever may view a namespace may list what was deleted in it.`,
		Example: `  # Restore a Deployment that was deleted in this namespace
  kubectl undelete deployment/web

  # Restore a namespace with everything that was in it
  kubectl undelete namespace/shop

  # Undo what I have just deleted
  kubectl undelete restore --by me --since 10m`,
		Annotations:   map[string]string{cobra.CommandDisplayNameAnnotation: "kubectl undelete"},
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return c.Help()
			}
			args, err := pairs(args)
			if err != nil {
				return err
			}
			return a.runRestore(c.Context(), args, selection{}, options)
		},
		ValidArgsFunction: a.completeNames,
	}
	a.addAll(c)
	options.add(c, a)
	return c
}

// pairs reads KIND/NAME, or KIND NAME, as kubectl does.
func pairs(args []string) ([]string, error) {
	if len(args) == 2 && !strings.Contains(args[0]+args[1], "/") {
		return []string{args[0] + "/" + args[1]}, nil
	}
	targets, err := target.Parse(args)
	if err != nil {
		return nil, err
	}
	for _, t := range targets {
		if t.Record != "" && len(args) == 1 {
			return nil, failure.Of(failure.Usage, "%q is neither a command nor KIND/NAME.", t.Record).
				Then("To restore by the name of a record: kubectl undelete restore %s\nTo see all commands: kubectl undelete --help", t.Record)
		}
	}
	return args, nil
}
