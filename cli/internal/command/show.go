package command

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/manifest"
	"softdelete.dev/cli/internal/plain"
	"softdelete.dev/cli/internal/record"
	"softdelete.dev/cli/internal/search"
	"softdelete.dev/cli/internal/target"
)

const masked = "The values of Secrets are masked. To see them, add --show-secrets."

func (a *App) show() *cobra.Command {
	var out output
	var raw, secrets bool
	c := &cobra.Command{
		Use:   "show RECORD|KIND/NAME",
		Short: "Show the manifest of what was deleted",
		Long: `Show the manifest of what was deleted.

By default it is neat: without what the API server and the operator have added. With --raw it is complete; with --raw and
-o json it is the stored text, byte for byte, unless values of a Secret are masked in it.

You need the permission to get the object itself, as it was, and the ClusterRole soft-delete-viewer, which is part of
view, edit and admin.`,
		Example: `  kubectl undelete show deployment/web
  kubectl undelete show secret/password --show-secrets
  kubectl undelete show deployment/web | kubectl create -n staging -f -`,
		Args: usage(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			if err := out.check(); err != nil {
				return err
			}
			r, _, text, err := a.content(c.Context(), args[0])
			if err != nil {
				return err
			}
			object, err := manifest.Parse([]byte(text))
			if err != nil {
				return failure.Of(failure.General, "Cannot show %s: %v.", r.Spec.Resource, err)
			}
			if raw && out.format == "json" && (secrets || !object.IsSecret()) {
				return a.exact(text)
			}
			if !raw {
				object.Neat()
			}
			if !secrets && object.IsSecret() {
				object.MaskSecret()
				a.Terminal.Notef("%s", masked)
			}
			return a.printObject(out.format, object)
		},
		ValidArgsFunction: a.completeTargets,
	}
	a.addAll(c)
	out.add(c, "yaml", "json")
	c.Flags().BoolVar(&raw, "raw", false, "Show everything that was stored.")
	c.Flags().BoolVar(&secrets, "show-secrets", false, "Show the values of Secrets.")
	return c
}

// exact prints stored JSON. On a terminal, invisible characters in it become escapes, which mean the
// same.
func (a *App) exact(text string) error {
	if a.Terminal.Screen {
		text = plain.JSON(text)
	}
	_, err := io.WriteString(a.Terminal.Out, text)
	return err
}

// content returns the record that a word means, and the JSON of what was deleted.
func (a *App) content(ctx context.Context, word string) (record.Record, search.Search, string, error) {
	s, err := a.search()
	if err != nil {
		return record.Record{}, s, "", err
	}
	targets, err := target.Parse([]string{word})
	if err != nil {
		return record.Record{}, s, "", err
	}
	r, err := a.one(ctx, s, targets[0], newest)
	if err != nil {
		return r, s, "", err
	}
	text, err := s.Client.Manifest(ctx, r)
	return r, s, text, err
}
