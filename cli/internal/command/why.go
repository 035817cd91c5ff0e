package command

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/spf13/cobra"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"softdelete.dev/cli/internal/choose"
	"softdelete.dev/cli/internal/coverage"
	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/manifest"
	"softdelete.dev/cli/internal/record"
	"softdelete.dev/cli/internal/survey"
	"softdelete.dev/cli/internal/target"
)

func (a *App) why() *cobra.Command {
	var out output
	c := &cobra.Command{
		Use:   "why KIND/NAME",
		Short: "Explain whether an object is covered, on which terms, and whether it is stuck",
		Long: `Explain whether an object is covered, by which policies and on which terms, which deletions of it are recorded, and
whether it is stuck.

What you may not read is left out, and is named.`,
		Example: "  kubectl undelete why deployment/web",
		Args:    usage(cobra.RangeArgs(1, 2)),
		RunE: func(c *cobra.Command, args []string) error {
			if err := out.check(); err != nil {
				return err
			}
			if len(args) == 1 && !strings.Contains(args[0], "/") {
				return failure.Of(failure.Usage, "why takes KIND/NAME, and %q is only one of them.", args[0]).
					Then("For example: kubectl undelete why deployment/web")
			}
			args, err := pairs(args)
			if err != nil {
				return err
			}
			targets, err := target.Parse(args)
			if err != nil {
				return err
			}
			if len(targets) != 1 || targets[0].Kind == "" {
				return failure.Of(failure.Usage, "why takes one KIND/NAME.")
			}
			return a.runWhy(c.Context(), targets[0], out.format)
		},
		ValidArgsFunction: a.completeNames,
	}
	out.add(c, "json", "yaml")
	return c
}

func (a *App) runWhy(ctx context.Context, t target.Target, format string) error {
	s, err := a.search()
	if err != nil {
		return err
	}
	kinds, err := s.Kinds(t.Kind)
	if err != nil {
		return err
	}
	if len(kinds.Served) == 0 {
		return failure.Of(failure.NotFound, "The API server does not serve a kind %q.", t.Kind).
			Then("If its CustomResourceDefinition was deleted: kubectl undelete list customresourcedefinitions")
	}
	kind := kinds.Served[0]
	namespace := s.Namespace
	if !kind.Namespaced {
		namespace = ""
	}
	policies, err := a.orNote(s.Client.Policies(ctx))
	if err != nil {
		return err
	}
	object, err := s.Client.Object(ctx, schema.GroupVersionResource{Group: kind.Group, Version: kind.Version, Resource: kind.Resource},
		record.Place{Namespace: namespace, Name: t.Name}, "read "+t.String())
	unread := a.noted(err)
	if err != nil && !unread {
		return err
	}
	kinds.Served = kinds.Served[:1]
	records, _, err := s.AllOf(ctx, choose.Filter{Kinds: kinds, Name: t.Name, Routine: true}, "")
	if err != nil && !a.noted(err) {
		return err
	}
	live := liveOf(object)
	if unread {
		live = &coverage.Live{Unread: true}
	}
	resource := kind.Resource
	if kind.Group != "" {
		resource += "." + kind.Group
	}
	answer := coverage.Why(coverage.Named{Kind: kind.Kind, Resource: resource, Namespace: namespace, Name: t.Name}, live, policies, records)
	if format != "" {
		return a.printValue(format, answer)
	}
	a.printWhy(answer)
	return nil
}

// orNote prints which right to read the policies is missing, and goes on without them.
func (a *App) orNote(policies []coverage.Policy, err error) ([]coverage.Policy, error) {
	if a.noted(err) {
		return nil, nil
	}
	return policies, err
}

// noted prints which right is missing, if that is the error.
func (a *App) noted(err error) bool {
	if failure.CodeOf(err) != failure.Forbidden {
		return false
	}
	a.Terminal.Notef("%s", survey.OneLine(err))
	return true
}

func liveOf(object manifest.Object) *coverage.Live {
	if object == nil {
		return nil
	}
	raw, _ := json.Marshal(object["metadata"])
	var live coverage.Live
	_ = json.Unmarshal(raw, &live)
	return &live
}

func (a *App) printWhy(w coverage.Answer) {
	a.Terminal.Printf("%s", w.Conclusion)
	for _, text := range w.Terms {
		a.Terminal.Printf("  %s", text)
	}
	for _, stuck := range w.Stuck {
		a.Terminal.Printf("It is stuck:")
		a.Terminal.Printf("  %s: %s", stuck.Reason, stuck.Message)
	}
	for _, d := range w.Deletions {
		a.Terminal.Printf("record %s in namespace %s: %s, deleted %s by %s, purge %s", d.Record, d.Namespace, d.State, d.Deleted,
			orUnknown(d.By), orNever(d.Purge, d.LegalHold))
		if d.Message != "" {
			a.Terminal.Printf("  %s: %s", d.Reason, d.Message)
		}
	}
	for _, text := range w.Next {
		a.Terminal.Printf("%s", text)
	}
}

func orNever(purge string, held bool) string {
	switch {
	case held:
		return "not while the legal hold lasts"
	case purge == "":
		return "never"
	default:
		return purge
	}
}
