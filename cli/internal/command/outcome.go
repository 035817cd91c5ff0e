package command

import (
	"strings"

	"softdelete.dev/cli/internal/record"
)

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
