// Package record reads DeletedResources: the records of deletions.
package record

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"
)

// The annotations by which a user asks for something.
const (
	Restore          = "softdelete.dev/restore"
	RestoreAs        = "softdelete.dev/restore-as"
	RestoreNamespace = "softdelete.dev/restore-namespace"
	RestoreOver      = "softdelete.dev/restore-over"
)

// The labels that the operator writes on records.
const (
	GroupLabel   = "softdelete.dev/deletion-group"
	RoutineLabel = "softdelete.dev/routine"
)

// The states of a record.
const (
	Deleted   = "DELETED"
	Restoring = "RESTORING"
	Restored  = "RESTORED"
	Purging   = "PURGING"
)

// States are all states of a record.
var States = []string{Deleted, Restoring, Restored, Purging}

// Record is the part of a DeletedResource that people are shown.
type Record struct {
	Metadata Metadata `json:"metadata"`
	Spec     Spec     `json:"spec"`
	Status   Status   `json:"status"`

	// Raw is the record as the API server sent it.
	Raw json.RawMessage `json:"-"`
}

// Metadata is the part of the metadata that is used.
type Metadata struct {
	Name              string            `json:"name"`
	Namespace         string            `json:"namespace"`
	UID               string            `json:"uid"`
	Labels            map[string]string `json:"labels"`
	Annotations       map[string]string `json:"annotations"`
	DeletionTimestamp string            `json:"deletionTimestamp"`
	ResourceVersion   string            `json:"resourceVersion"`
}

// Spec says what was deleted.
type Spec struct {
	Resource           Resource  `json:"resource"`
	Policy             string    `json:"policy"`
	Mode               string    `json:"mode"`
	Routine            bool      `json:"routine"`
	DeletionTime       string    `json:"deletionTime"`
	DeletedBy          Requester `json:"deletedBy"`
	DeletionGroup      string    `json:"deletionGroup"`
	PurgeTime          string    `json:"purgeTime"`
	LegalHold          bool      `json:"legalHold"`
	RestoreRequestID   string    `json:"restoreRequestId"`
	RestoreRequestedBy Requester `json:"restoreRequestedBy"`
	Terms              Terms     `json:"terms"`
	Snapshot           Snapshot  `json:"snapshot"`
}

// Terms are the terms that were frozen when the object was deleted.
type Terms struct {
	MinRetention    string `json:"minRetention"`
	MaxRetention    string `json:"maxRetention"`
	PurgeProtection bool   `json:"purgeProtection"`
}

// Snapshot is the stored copy.
type Snapshot struct {
	Bytes int64 `json:"bytes"`
}

// Requester is a user.
type Requester struct {
	Username string `json:"username"`
}

// Resource is the object that was deleted.
type Resource struct {
	APIVersion      string `json:"apiVersion"`
	Kind            string `json:"kind"`
	Resource        string `json:"resource"`
	Namespace       string `json:"namespace"`
	NamespaceUID    string `json:"namespaceUid"`
	Name            string `json:"name"`
	UID             string `json:"uid"`
	ResourceVersion string `json:"resourceVersion"`
}

// Group returns the API group of the object; empty for the core group.
func (r Resource) Group() string {
	if group, _, grouped := strings.Cut(r.APIVersion, "/"); grouped {
		return group
	}
	return ""
}

// String returns the object as messages name it: kind, namespace and name.
func (r Resource) String() string {
	place := Place{Namespace: r.Namespace, Name: r.Name}
	return r.Kind + " " + place.String()
}

// Status says what became of it.
type Status struct {
	State          string      `json:"state"`
	RestoredAs     *Place      `json:"restoredAs"`
	RestoreRequest Request     `json:"restoreRequest"`
	Conditions     []Condition `json:"conditions"`
}

// Request is the restore request that the operator works on.
type Request struct {
	ID string `json:"id"`
}

// Place is where an object is, or will be.
type Place struct {
	Namespace string `json:"namespace"`
	Name      string `json:"name"`
	UID       string `json:"uid"`
}

// String returns the place as messages name it.
func (p *Place) String() string {
	switch {
	case p == nil:
		return "an object that the record does not name"
	case p.Namespace == "":
		return p.Name
	default:
		return p.Namespace + "/" + p.Name
	}
}

// Identity returns the uid of the object that is there; empty if there is none.
func (p *Place) Identity() string {
	if p == nil {
		return ""
	}
	return p.UID
}

// Condition is a condition of a record or of a policy.
type Condition struct {
	Type               string `json:"type"`
	Status             string `json:"status"`
	Reason             string `json:"reason"`
	Message            string `json:"message"`
	LastTransitionTime string `json:"lastTransitionTime"`
}

// Parse reads a record from the JSON that the API server sent.
func Parse(raw []byte) (Record, error) {
	var r Record
	if err := json.Unmarshal(raw, &r); err != nil {
		return Record{}, err
	}
	r.Raw = raw
	return r, nil
}

// State returns the state of the record. A record that the operator has not touched yet is
// deleted.
func (r Record) State() string {
	if r.Status.State == "" {
		return Deleted
	}
	return r.Status.State
}

// Condition returns the condition of the type; the zero value if there is none.
func (r Record) Condition(kind string) Condition {
	return Find(r.Status.Conditions, kind)
}

// Find returns the condition of the type; the zero value if there is none.
func Find(conditions []Condition, kind string) Condition {
	for _, c := range conditions {
		if c.Type == kind {
			return c
		}
	}
	return Condition{}
}

// Requested returns the value of the annotation with which a restore is requested.
func (r Record) Requested() string {
	return r.Metadata.Annotations[Restore]
}

// Home returns where the record itself is.
func (r Record) Home() Place {
	return Place{Namespace: r.Metadata.Namespace, Name: r.Metadata.Name}
}

// DeletedAt returns when the object was deleted; the zero time if the record does not say so.
func (r Record) DeletedAt() time.Time {
	return parse(r.Spec.DeletionTime)
}

// PurgedAt returns when the object is purged; the zero time if it is kept indefinitely.
func (r Record) PurgedAt() time.Time {
	return parse(r.Spec.PurgeTime)
}

func parse(text string) time.Time {
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return time.Time{}
	}
	return t
}

// Compare orders records by the time of their deletion. Of two objects of the same name that were
// deleted within a second, the later one has the greater resourceVersion.
func Compare(a, b Record) int {
	if c := a.DeletedAt().Compare(b.DeletedAt()); c != 0 {
		return c
	}
	x, _ := strconv.ParseUint(a.Spec.Resource.ResourceVersion, 10, 64)
	y, _ := strconv.ParseUint(b.Spec.Resource.ResourceVersion, 10, 64)
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	default:
		return strings.Compare(b.Metadata.Name, a.Metadata.Name)
	}
}
