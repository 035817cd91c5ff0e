// Package command has the commands of kubectl undelete. Each is thin: it reads flags, asks the other
// packages, and prints.
package command

import (
	"context"

	"github.com/spf13/cobra"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/util/validation"
	"k8s.io/cli-runtime/pkg/genericclioptions"

	"softdelete.dev/cli/internal/cluster"
	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/search"
	"softdelete.dev/cli/internal/terminal"
)

// version is set by the linker in a release.
var version = "built from source"

// App is what all commands share.
type App struct {
	Terminal *terminal.Terminal

	// Program is the path of the running program. Completion is installed beside it.
	Program string

	flags     *genericclioptions.ConfigFlags
	operator  string
	all       bool
	client    *cluster.Client
	confirmed bool
}

// New returns the root command.
func New(t *terminal.Terminal, program string) *cobra.Command {
	app := &App{Terminal: t, Program: program, flags: genericclioptions.NewConfigFlags(true)}
	root := app.undelete()
	root.Version = version
	app.flags.AddFlags(root.PersistentFlags())
	root.PersistentFlags().StringVar(&app.operator, "operator-namespace", "soft-delete-system",
		"Namespace in which the operator is installed. It has the records of cluster-scoped objects and of deleted namespaces.")
	root.AddCommand(app.list(), app.show(), app.diff(), app.restore(), app.purge(), app.extend(), app.hold(), app.unhold(),
		app.why(), app.status(), app.ui(), app.completion())
	for _, c := range root.Commands() {
		c.SilenceErrors, c.SilenceUsage = true, true
		c.SetFlagErrorFunc(wrongUsage)
	}
	root.SetFlagErrorFunc(wrongUsage)
	root.SetOut(t.Out)
	root.SetErr(t.Err)
	// Replaced by a command that knows how kubectl completes plugins.
	root.CompletionOptions.DisableDefaultCmd = true
	app.completeFlags(root)
	return root
}

// Run runs a command line to its end and returns the exit code.
func Run(ctx context.Context, t *terminal.Terminal, program string, args []string) int {
	root := New(t, program)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == errDiffers {
		return 1
	}
	if err != nil {
		t.Fail(err)
	}
	return int(failure.CodeOf(err))
}

func wrongUsage(c *cobra.Command, err error) error {
	return failure.Of(failure.Usage, "%v", err).Then("To see the flags: %s --help", c.CommandPath())
}

// usage makes the complaints of cobra about arguments failures of the command line.
func usage(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			return wrongUsage(c, err)
		}
		return nil
	}
}

// Client returns the client of the kubeconfig's user.
func (a *App) Client() (*cluster.Client, error) {
	if a.client != nil {
		return a.client, nil
	}
	config, err := a.flags.ToRESTConfig()
	if err != nil {
		return nil, failure.Of(failure.Usage, "There is no cluster to talk to: %v", err).
			Then("Set KUBECONFIG, or choose with --kubeconfig and --context.")
	}
	a.client, err = cluster.New(config, warnings{a.Terminal})
	return a.client, err
}

// warnings prints the warnings of the API server.
type warnings struct{ terminal *terminal.Terminal }

func (w warnings) HandleWarningHeaderWithContext(_ context.Context, code int, _ string, text string) {
	if code == 299 && text != "" {
		w.terminal.Notef("Warning: %s", text)
	}
}

func (a *App) namespace() (string, error) {
	namespace, _, err := a.flags.ToRawKubeConfigLoader().Namespace()
	return namespace, err
}

func (a *App) search() (search.Search, error) {
	client, err := a.Client()
	if err != nil {
		return search.Search{}, err
	}
	namespace, err := a.namespace()
	for _, name := range []string{namespace, a.operator} {
		if err == nil && !isNamespace(name) {
			err = failure.Of(failure.Usage, "%q cannot be the name of a namespace.", name)
		}
	}
	return search.Search{Client: client, Mapper: a.mapper, Namespace: namespace, All: a.all, Operator: a.operator}, err
}

// isNamespace tells whether the API server can have a namespace of that name.
func isNamespace(name string) bool {
	return len(validation.IsDNS1123Label(name)) == 0
}

func (a *App) mapper() (meta.RESTMapper, error) {
	return a.flags.ToRESTMapper()
}

func (a *App) addAll(c *cobra.Command) {
	c.Flags().BoolVarP(&a.all, "all-namespaces", "A", false, "Look in all namespaces.")
}

func (a *App) addYes(c *cobra.Command) {
	c.Flags().BoolVarP(&a.confirmed, "yes", "y", false, "Do not ask.")
}

// confirm asks whether to go on.
func (a *App) confirm(question string) error {
	if a.confirmed {
		return nil
	}
	answer, answered := a.Terminal.Ask(question + " [y/N]")
	switch {
	case !answered:
		return failure.Of(failure.Unconfirmed, "Nothing was done: there is no terminal on which to ask.").
			Then("To do it without a question, add --yes.")
	case answer == "y" || answer == "Y" || answer == "yes":
		return nil
	default:
		return failure.Of(failure.Unconfirmed, "Nothing was done.")
	}
}
