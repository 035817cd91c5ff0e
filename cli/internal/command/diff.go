package command

import (
	"context"
	"errors"
	"io"
	"os"

	"github.com/spf13/cobra"

	"softdelete.dev/cli/internal/compare"
	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/manifest"
	"softdelete.dev/cli/internal/record"
)

// errDiffers is the outcome of diff that is no error.
var errDiffers = errors.New("there are differences")

func (a *App) diff() *cobra.Command {
	var file string
	var secrets, status bool
	c := &cobra.Command{
		Use:   "diff RECORD|KIND/NAME",
		Short: "Compare what was deleted with what lives now, or with a file",
		Long: `Compare what was deleted with what lives under its name now, or with a file.

If the file has several objects, the one of that kind and name is compared.

Lines with "-" are only in what lives now, or in the file. Lines with "+" are only in what was deleted. Fields that the
API server sets, and the status, are left out. Which values of a Secret differ is shown, the values are not.

The exit code is 0 if there are no differences, 1 if there are, and greater than 1 for an error.`,
		Example: `  kubectl undelete diff deployment/web
  kubectl undelete diff deployment/web -f web.yaml`,
		Args: usage(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			err := a.runDiff(c.Context(), args[0], file, secrets, status)
			if err != nil && err != errDiffers && failure.CodeOf(err) == failure.General {
				return failure.Of(failure.Usage, "%v", err)
			}
			return err
		},
		ValidArgsFunction: a.completeTargets,
	}
	a.addAll(c)
	c.Flags().StringVarP(&file, "filename", "f", "", "Compare with this file, or with the standard input (-).")
	c.Flags().BoolVar(&secrets, "show-secrets", false, "Show the values of Secrets.")
	c.Flags().BoolVar(&status, "status", false, "Compare the status, too.")
	return c
}

func (a *App) runDiff(ctx context.Context, word, file string, secrets, status bool) error {
	r, s, text, err := a.content(ctx, word)
	if err != nil {
		return err
	}
	deleted, err := manifest.Parse([]byte(text))
	if err != nil {
		return err
	}
	name := "live"
	var other manifest.Object
	if file != "" {
		name = file
		other, err = a.read(file, r)
	} else {
		other, err = s.Client.Live(ctx, r)
	}
	if err != nil {
		return err
	}
	if other == nil {
		a.Terminal.Notef("%s does not exist now.", r.Spec.Resource.String())
	}
	diff, err := compare.Manifests(compare.Manifest{Name: name, Object: other}, compare.Manifest{Name: r.Metadata.Name, Object: deleted},
		compare.Shown{Secrets: secrets, Status: status})
	if err != nil || diff == "" {
		return err
	}
	a.Terminal.Diff(diff)
	return errDiffers
}

// read returns the object of a file with which a record is compared.
func (a *App) read(file string, r record.Record) (manifest.Object, error) {
	var content []byte
	var err error
	if file == "-" {
		content, err = io.ReadAll(a.Terminal.In)
	} else {
		content, err = os.ReadFile(file)
	}
	if err != nil {
		return nil, failure.Of(failure.Usage, "Cannot read %s: %v.", file, err)
	}
	objects, err := manifest.Documents(content)
	if err != nil {
		return nil, failure.Of(failure.Usage, "%s is neither YAML nor JSON: %v.", file, err)
	}
	if len(objects) == 1 {
		return objects[0], nil
	}
	if len(objects) == 0 {
		return nil, failure.Of(failure.Usage, "%s: the file has no object.", file)
	}
	named := manifest.Named(objects, r.Spec.Resource)
	if len(named) != 1 {
		return nil, failure.Of(failure.Usage, "%s has %d objects, and %d of them are %s.", file, len(objects), len(named), r.Spec.Resource).
			Then("Name a file that has the object once, or that has no other object.")
	}
	return named[0], nil
}
