// Package undo knows how a restore is requested, and reads from a record how far it is.
package undo

import (
	"fmt"

	"softdelete.dev/cli/internal/record"
)

// Request says what a restore should lead to.
type Request struct {
	ToName      string
	ToNamespace string
	Over        bool // over what lives under the name now
	Preview     bool // only say what would happen
}

// Patch returns the merge patch for a record. An annotation of an earlier request that says where
// the object should go is removed: the object goes where this request says.
func (q Request) Patch() map[string]any {
	value := "true"
	if q.Preview {
		value = "dry-run"
	}
	return annotations(map[string]any{
		record.Restore:          value,
		record.RestoreAs:        orNil(q.ToName),
		record.RestoreNamespace: orNil(q.ToNamespace),
		record.RestoreOver:      trueOrNil(q.Over),
	})
}

// Withdraw is the merge patch that takes a request back.
func Withdraw() map[string]any {
	return annotations(map[string]any{
		record.Restore: nil, record.RestoreAs: nil, record.RestoreNamespace: nil, record.RestoreOver: nil})
}

func annotations(values map[string]any) map[string]any {
	return map[string]any{"metadata": map[string]any{"annotations": values}}
}

func orNil(text string) any {
	if text == "" {
		return nil
	}
	return text
}

func trueOrNil(set bool) any {
	if set {
		return "true"
	}
	return nil
}

// Objection returns why a request makes no sense for the record; empty if it does.
func (q Request) Objection(r record.Record) string {
	switch {
	case r.State() == record.Purging:
		return "its purge has begun, so it cannot be restored any more"
	case r.State() == record.Restored && r.Condition("Restored").Reason == "Restored":
		return "it has been restored already as " + r.Status.RestoredAs.String() + ", and its copy is no longer kept"
	case q.Preview && r.Requested() == "true" && r.State() != record.Restored:
		return "a restore of it is requested already, and a preview would take its place"
	default:
		return ""
	}
}

// Phase is how far a restore is.
type Phase int

// The phases of a restore.
const (
	Pending Phase = iota // the operator works on it, or has not seen it yet
	Blocked              // it goes on by itself once something else has changed
	Done                 // it is restored, or the preview is there
	Failed               // it has ended without a restore
)

// Progress is what a record says about a request.
type Progress struct {
	Phase   Phase
	Reason  string // of the condition; empty if there is none
	Message string // of the condition
}

// Of returns how far the request is.
//
// before is the record as the answer to the request had it; now is the record at present.
func Of(before, now record.Record) Progress {
	restored := now.Condition("Restored")
	progress := Progress{Reason: restored.Reason, Message: restored.Message}
	withdrawn := now.Requested() == ""
	switch {
	case now.State() == record.Purging:
		progress.Phase, progress.Message = Failed, "its purge has begun"
	case before.State() == record.Restored:
		return again(before, now)
	case now.State() == record.Restored && restored.Status == "True":
		progress.Phase = Done
	case !current(now):
		progress = Progress{Phase: Pending}
		if withdrawn {
			progress = Progress{Phase: Failed, Message: "somebody has withdrawn the request"}
		}
	case underWay[restored.Reason]:
		progress.Phase = Pending
	case withdrawn:
		progress.Phase = Failed
	case soonDecided[restored.Reason]:
		progress.Phase = Pending
	default:
		progress.Phase = Blocked
	}
	return progress
}

// underWay are the reasons of a restore on which the operator works. The first stands for a record
// whose restore was not tried yet.
var underWay = map[string]bool{"": true, "Restoring": true, "RestoringGroup": true}

// soonDecided are the reasons that pass without anybody's help, or become final within a minute.
var soonDecided = map[string]bool{"VolumePending": true, "CreateUnderWay": true, "StillTerminating": true,
	"Forbidden": true, "Invalid": true}

// current tells whether the conditions of the record are about its present request. The operator
// notes the request with the first status that it writes for it.
func current(now record.Record) bool {
	return now.Spec.RestoreRequestID == "" || now.Spec.RestoreRequestID == now.Status.RestoreRequest.ID
}

// again is the progress of a further restore of a copy that was kept. The operator writes the
// outcome first, and takes the request off afterwards.
func again(before, now record.Record) Progress {
	if now.Requested() != "" {
		return Progress{Phase: Pending}
	}
	if now.Status.RestoredAs.Identity() != before.Status.RestoredAs.Identity() {
		restored := now.Condition("Restored")
		return Progress{Phase: Done, Reason: restored.Reason, Message: restored.Message}
	}
	possible := now.Condition("RestorePossible")
	return Progress{Phase: Failed, Reason: possible.Reason, Message: possible.Message}
}

// Preview returns how far a preview is.
func Preview(now record.Record) Progress {
	if now.Requested() != "" {
		return Progress{Phase: Pending}
	}
	possible := now.Condition("RestorePossible")
	progress := Progress{Phase: Failed, Reason: possible.Reason, Message: possible.Message}
	if possible.Status == "True" {
		progress.Phase = Done
	}
	return progress
}

// Purge is how far a purge is while the record still exists.
func Purge(_, now record.Record) Progress {
	c := now.Condition("Purged")
	p := Progress{Phase: Pending, Reason: c.Reason, Message: c.Message}
	if now.Metadata.DeletionTimestamp == "" {
		p = Progress{Phase: Failed, Message: "its purge was called off by a restore"}
	}
	if p.Message == "" {
		p.Message = "the operator has not answered."
	}
	return p
}

// Advice says what the user can do about a reason. now is the record.
func Advice(reason string, now record.Record) string {
	home := now.Home()
	again := fmt.Sprintf("kubectl undelete restore %s -n %s", home.Name, home.Namespace)
	switch reason {
	case "NameConflict":
		return "Look at the difference: kubectl undelete diff " + home.Name + " -n " + home.Namespace + "\n" +
			"Restore it under another name: " + again + " --to-name NAME\n" +
			"Or over what lives now, which is soft-deleted first: " + again + " --over"
	case "NamespaceMissing":
		return missingNamespace(now.Metadata.Annotations[record.RestoreNamespace], now, again)
	case "KindNotServed":
		return "Restore or install the CustomResourceDefinition; it must serve the version that the message names."
	case "QuotaExceeded":
		return "Free some quota of the namespace."
	case "VolumePending":
		return "The claim is restored. It waits for its volume."
	case "StillTerminating":
		return "The deleted object still has a finalizer of another controller. The restore goes on once that is gone."
	case "CreateUnderWay":
		return "A create over the old name is still being answered. The restore goes on within a minute."
	case "Forbidden":
		return "You may not create the object. Ask somebody who may, or to be granted the right; then: " + again
	case "RequestExpired":
		return "The request has waited for so long that the groups of your login are no longer trusted. Request it again: " + again
	case "Invalid":
		return "The API server no longer accepts the object. Remove what refuses it; then: " + again
	case "SnapshotCorrupt":
		return "The stored copy was changed or deleted. An administrator can put it back from a backup of the cluster's Secrets; then: " + again
	default:
		return ""
	}
}

// Advice says what the user can do about a reason why this request has not happened. The operator
// takes the annotations of a request off when it has ended, so the record need not say any more
// where the object should have gone.
func (q Request) Advice(reason string, now record.Record) string {
	if reason == "NamespaceMissing" && q.ToNamespace != "" {
		home := now.Home()
		return missingNamespace(q.ToNamespace, now, fmt.Sprintf("kubectl undelete restore %s -n %s", home.Name, home.Namespace))
	}
	return Advice(reason, now)
}

// missingNamespace is the advice where the namespace of a restore does not exist.
//
// into is where the object should go; empty: to its own namespace.
func missingNamespace(into string, now record.Record, again string) string {
	other := "Or restore it into another one: " + again + " --to-namespace NAMESPACE"
	if into == "" || into == now.Spec.Resource.Namespace {
		return "Restore the namespace: kubectl undelete namespace/" + now.Spec.Resource.Namespace + "\n" + other
	}
	return "Create the namespace: kubectl create namespace " + into + "\n" +
		"Or restore it, if it was deleted: kubectl undelete namespace/" + into + "\n" + other
}
