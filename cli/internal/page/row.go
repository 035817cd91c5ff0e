package page

import (
	"slices"

	"softdelete.dev/cli/internal/plain"
	"softdelete.dev/cli/internal/record"
	"softdelete.dev/cli/internal/undo"
)

// row is a record as the page gets it. Every text in it is safe to show.
type row struct {
	Record     string      `json:"record"`
	Home       string      `json:"home"` // the namespace of the record
	UID        string      `json:"uid"`  // of the record
	Kind       string      `json:"kind"`
	APIVersion string      `json:"apiVersion"`
	Namespace  string      `json:"namespace,omitempty"` // of what was deleted
	Name       string      `json:"name"`
	Object     string      `json:"object"`          // the uid of what was deleted
	Group      string      `json:"group,omitempty"` // the uid of the root
	State      string      `json:"state"`
	Deleted    string      `json:"deleted"`
	Purge      string      `json:"purge,omitempty"`
	By         string      `json:"by,omitempty"`
	Policy     string      `json:"policy,omitempty"`
	Routine    bool        `json:"routine,omitempty"`
	Hold       bool        `json:"hold,omitempty"`
	Protected  bool        `json:"protected,omitempty"` // from being purged early
	Retention  string      `json:"retention,omitempty"` // the longest that its policy allows
	Bytes      int64       `json:"bytes,omitempty"`
	Requested  bool        `json:"requested,omitempty"`  // whether a restore is requested
	Restorable bool        `json:"restorable,omitempty"` // whether a restore can be requested
	RestoredAs string      `json:"restoredAs,omitempty"`
	Conditions []condition `json:"conditions,omitempty"`
}

type condition struct {
	Type    string `json:"type"`
	Status  string `json:"status"`
	Reason  string `json:"reason"`
	Message string `json:"message"`
}

func rowOf(r record.Record) row {
	o := r.Spec.Resource
	state := r.State()
	if r.Metadata.DeletionTimestamp != "" {
		state = record.Purging
	}
	line := plain.Line
	out := row{Record: line(r.Metadata.Name), Home: line(r.Metadata.Namespace), UID: line(r.Metadata.UID), Kind: line(o.Kind),
		APIVersion: line(o.APIVersion), Namespace: line(o.Namespace), Name: line(o.Name), Object: line(o.UID),
		Group: line(r.Spec.DeletionGroup), State: line(state), Deleted: line(r.Spec.DeletionTime), Purge: line(r.Spec.PurgeTime),
		By: line(r.Spec.DeletedBy.Username), Policy: line(r.Spec.Policy), Routine: r.Spec.Routine, Hold: r.Spec.LegalHold,
		Protected: r.Spec.Terms.PurgeProtection, Retention: line(r.Spec.Terms.MaxRetention), Bytes: r.Spec.Snapshot.Bytes,
		Requested: r.Requested() == "true", Restorable: undo.Request{}.Objection(r) == ""}
	if as := r.Status.RestoredAs; as != nil {
		out.RestoredAs = line(as.String())
	}
	for _, c := range r.Status.Conditions {
		// The others repeat these for tools.
		if slices.Contains([]string{"Restored", "RestorePossible", "Purged"}, c.Type) && c.Message != "" {
			out.Conditions = append(out.Conditions, condition{Type: line(c.Type), Status: line(c.Status), Reason: line(c.Reason), Message: line(c.Message)})
		}
	}
	return out
}
