// Package verdict says in words what became of a request, and what to do next.
package verdict

import (
	"cmp"
	"fmt"
	"strings"

	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/follow"
	"softdelete.dev/cli/internal/record"
	"softdelete.dev/cli/internal/undo"
)

// Of returns why a request has not led to what was asked for; nil if it has.
func Of(o follow.Outcome, q undo.Request) *failure.Failure {
	what := o.Now.Spec.Resource.String()
	var err *failure.Failure
	switch {
	case o.Progress.Phase == undo.Done:
		return nil
	case q.Preview && o.Ended:
		err = failure.Of(failure.Refused, "%s: not possible: %s", what, Reason(o.Progress))
	case o.Ended:
		err = failure.Of(code(o.Progress.Reason), "%s is not restored: %s", what, Reason(o.Progress))
	case o.Progress.Phase == undo.Blocked:
		err = failure.Of(failure.Refused, "%s is not restored yet: %s", what, Reason(o.Progress))
	default:
		err = failure.Of(failure.TimedOut, "%s is not restored yet: %s", what, cmp.Or(Reason(o.Progress), "the operator has not answered."))
	}
	err.Next = next(o, q)
	return err
}

func code(reason string) failure.Code {
	if reason == "Forbidden" || reason == "RequestExpired" {
		return failure.Forbidden
	}
	return failure.Refused
}

// Restored says what is back.
func Restored(r record.Record) string {
	as := r.Status.RestoredAs
	if as != nil && (as.Name != r.Spec.Resource.Name || as.Namespace != r.Spec.Resource.Namespace) {
		return r.Spec.Resource.String() + " restored as " + as.String()
	}
	return r.Spec.Resource.String() + " restored"
}

// Objection is the failure of a request that makes no sense for a record. why is what
// undo.Request.Objection returns.
func Objection(r record.Record, why string) *failure.Failure {
	f := failure.Of(failure.Refused, "Cannot restore %s: %s.", r.Spec.Resource, why)
	if r.Requested() == "true" && r.State() == record.Deleted {
		return f.Then("To see how far it is: kubectl undelete restore %s -n %s\nTo take the request back: kubectl undelete restore %[1]s -n %[2]s --withdraw",
			r.Metadata.Name, r.Metadata.Namespace)
	}
	return f
}

// Reason returns the reason and the message of a condition in one text.
func Reason(p undo.Progress) string {
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
		advice = "What lives is only replaced if it has a record afterwards, and was there when you asked.\n" +
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
