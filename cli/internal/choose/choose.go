// Package choose decides which records a command means.
package choose

import (
	"slices"
	"time"

	"softdelete.dev/cli/internal/record"
	"softdelete.dev/cli/internal/target"
)

// Filter restricts records. The zero value matches every deletion that is not routine.
type Filter struct {
	Kinds   target.Kinds
	Name    string    // the name of the deleted object; empty: any
	By      string    // who deleted it; empty: anybody
	Since   time.Time // deleted at that time or later; zero: at any time
	State   string    // empty: any
	Group   string    // the uid of the root; the root itself belongs to its group
	Routine bool      // whether routine deletions match, too

	// Of is the namespace of the deleted object, for records in the namespace of the operator.
	// Empty: any.
	Of string
}

// Match tells whether the filter selects the record.
func (f Filter) Match(r record.Record) bool {
	return f.Kinds.Match(r.Spec.Resource) &&
		(f.Name == "" || f.Name == r.Spec.Resource.Name) &&
		(f.By == "" || f.By == r.Spec.DeletedBy.Username) &&
		(f.Since.IsZero() || !r.DeletedAt().Before(f.Since)) &&
		(f.State == "" || f.State == r.State()) &&
		(f.Group == "" || f.Group == r.Spec.DeletionGroup || f.Group == r.Spec.Resource.UID) &&
		(f.Routine || !r.Spec.Routine) &&
		(f.Of == "" || f.Of == r.Spec.Resource.Namespace)
}

// Choice is the outcome of choosing one record by the name of the deleted object.
type Choice struct {
	One     *record.Record  // nil if there is none or if several could be meant
	Several []record.Record // the newest of each object that could be meant, if there are several
	Earlier int             // how many other deletions of the chosen object there are
	Routine bool            // whether a newer, routine deletion was passed over
}

// identity distinguishes objects that the same words can mean.
type identity struct{ group, kind, namespace, namespaceUID string }

// Newest chooses the newest deletion of an object: the newest that is not routine, else the
// newest. Records that match any of the wanted states are considered; where there are some in an
// earlier state of the list, the later states are not considered. If the records are of several
// objects, none is chosen.
func Newest(records []record.Record, states ...string) Choice {
	records = firstOf(records, states)
	slices.SortStableFunc(records, func(a, b record.Record) int { return record.Compare(b, a) })
	var order []identity
	byObject := map[identity][]record.Record{}
	for _, r := range records {
		o := r.Spec.Resource
		id := identity{o.Group(), o.Kind, o.Namespace, o.NamespaceUID}
		if byObject[id] == nil {
			order = append(order, id)
		}
		byObject[id] = append(byObject[id], r)
	}
	var newest []record.Record
	for _, id := range order {
		newest = append(newest, notRoutineFirst(byObject[id]))
	}
	if len(newest) != 1 {
		return Choice{Several: newest}
	}
	return Choice{One: &newest[0], Earlier: len(records) - 1,
		Routine: !newest[0].Spec.Routine && records[0].Spec.Routine}
}

// NewestOfEach chooses, among selected records, the newest deletion of each object that is not
// routine, else the newest: a name has room for one of them. What is being purged counts only where
// there is nothing else. What was deleted together with an older deletion is left out with it.
//
// It returns the chosen records, in their order, and how many are left out.
func NewestOfEach(records []record.Record) ([]record.Record, int) {
	type object struct{ group, kind, namespace, name string }
	byObject := map[object][]record.Record{}
	for _, r := range records {
		o := r.Spec.Resource
		id := object{o.Group(), o.Kind, o.Namespace, o.Name}
		byObject[id] = append(byObject[id], r)
	}
	older := map[string]bool{} // by the uid of what was deleted
	for _, ofName := range byObject {
		considered := slices.DeleteFunc(slices.Clone(ofName), func(r record.Record) bool { return r.State() == record.Purging })
		if len(considered) == 0 {
			considered = slices.Clone(ofName)
		}
		slices.SortStableFunc(considered, func(a, b record.Record) int { return record.Compare(b, a) })
		chosen := notRoutineFirst(considered)
		for _, r := range ofName {
			if r.Spec.Resource.UID != chosen.Spec.Resource.UID {
				older[r.Spec.Resource.UID] = true
			}
		}
	}
	chosen := slices.DeleteFunc(slices.Clone(records), func(r record.Record) bool {
		return older[r.Spec.Resource.UID] || older[r.Spec.DeletionGroup]
	})
	return chosen, len(records) - len(chosen)
}

// Only chooses the only record among those of a name. Where there are several deletions, none is
// chosen, because what follows cannot be undone. Where there are records in an earlier state of the
// list, the later states are not considered.
func Only(records []record.Record, states ...string) Choice {
	records = firstOf(records, states)
	slices.SortStableFunc(records, func(a, b record.Record) int { return record.Compare(b, a) })
	if len(records) == 1 {
		return Choice{One: &records[0]}
	}
	return Choice{Several: records}
}

func firstOf(records []record.Record, states []string) []record.Record {
	for _, state := range states {
		var in []record.Record
		for _, r := range records {
			if r.State() == state {
				in = append(in, r)
			}
		}
		if len(in) > 0 {
			return in
		}
	}
	return nil
}

func notRoutineFirst(newestFirst []record.Record) record.Record {
	for _, r := range newestFirst {
		if !r.Spec.Routine {
			return r
		}
	}
	return newestFirst[0]
}

// WithoutMembers leaves out the records whose root is among the records, too: the restore of a
// root restores its group.
func WithoutMembers(records []record.Record) []record.Record {
	roots := map[string]bool{}
	for _, r := range records {
		roots[r.Spec.Resource.UID] = true
	}
	var rest []record.Record
	for _, r := range records {
		if r.Spec.DeletionGroup == "" || r.Spec.DeletionGroup == r.Spec.Resource.UID || !roots[r.Spec.DeletionGroup] {
			rest = append(rest, r)
		}
	}
	return rest
}
