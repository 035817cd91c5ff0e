package command

import (
	"strings"

	"softdelete.dev/cli/internal/record"
	"softdelete.dev/cli/internal/verdict"
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
	default:
		a.Terminal.Printf("%s", verdict.Restored(r))
	}
}
