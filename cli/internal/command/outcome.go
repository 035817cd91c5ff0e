package command

import (
	"fmt"
	"strings"

	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/follow"
	"softdelete.dev/cli/internal/record"
	"softdelete.dev/cli/internal/undo"
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
	advice := q.Advice(o.Progress.Reason, o.Now)
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
