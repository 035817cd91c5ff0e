// Package search finds the records that a command means, in the namespaces where they can be.
package search

import (
	"context"
	"regexp"
	"strings"

	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/fields"

	"softdelete.dev/cli/internal/choose"
	"softdelete.dev/cli/internal/cluster"
	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/record"
	"softdelete.dev/cli/internal/target"
)

// Search looks for records. The records of cluster-scoped objects, and of objects whose namespace
// was deleted, are in the namespace of the operator.
type Search struct {
	Client    *cluster.Client
	Mapper    func() (meta.RESTMapper, error)
	Namespace string // of the objects
	All       bool   // in all namespaces
	Operator  string // the namespace of the operator
}

// Kinds returns the kinds that a word can mean.
func (s Search) Kinds(word string) (target.Kinds, error) {
	if word == "" {
		return target.Kinds{}, nil
	}
	mapper, err := s.Mapper()
	if err != nil {
		return target.Kinds{}, err
	}
	return target.Resolve(mapper, word), nil
}

// place is a namespace to look in.
type place struct {
	namespace string
	filter    choose.Filter
	optional  bool // whether a missing right to look there is no error
}

// Each calls the function with the records that the filter and the label selector select, page by
// page. It returns whether there was a namespace in which the user may not look.
func (s Search) Each(ctx context.Context, f choose.Filter, labels string, each func([]record.Record) error) (bool, error) {
	hidden, found := false, 0
	for i, p := range s.places(f) {
		if i > 0 && found > 0 && f.Group == "" {
			break
		}
		err := s.Client.Records(ctx, query(p, labels), func(page []record.Record) error {
			var matching []record.Record
			for _, r := range page {
				if p.filter.Match(r) {
					matching = append(matching, r)
				}
			}
			found += len(matching)
			if len(matching) == 0 {
				return nil
			}
			return each(matching)
		})
		if p.optional && failure.CodeOf(err) == failure.Forbidden {
			hidden = true
			continue
		}
		if err != nil {
			return hidden, err
		}
	}
	return hidden, nil
}

// All returns what Each finds.
func (s Search) AllOf(ctx context.Context, f choose.Filter, labels string) ([]record.Record, bool, error) {
	var all []record.Record
	hidden, err := s.Each(ctx, f, labels, func(page []record.Record) error {
		all = append(all, page...)
		return nil
	})
	return all, hidden, err
}

func (s Search) places(f choose.Filter) []place {
	switch {
	case s.All:
		return []place{{"", f, false}}
	case f.Kinds.ClusterScoped() || s.Namespace == s.Operator:
		return []place{{s.Operator, f, false}}
	}
	elsewhere := f
	if f.Group == "" {
		elsewhere.Of = s.Namespace
	}
	return []place{{s.Namespace, f, false}, {s.Operator, elsewhere, true}}
}

func query(p place, labels string) cluster.Query {
	q := cluster.Query{Namespace: p.namespace, Labels: labels}
	var selectors []fields.Selector
	if kind := p.filter.Kinds.Single(); kind != "" {
		selectors = append(selectors, fields.OneTermEqualSelector("spec.resource.kind", kind))
	}
	if p.filter.Name != "" {
		selectors = append(selectors, fields.OneTermEqualSelector("spec.resource.name", p.filter.Name))
	}
	// A record that was just written has no state yet. It is deleted.
	if p.filter.State != "" && p.filter.State != record.Deleted {
		selectors = append(selectors, fields.OneTermEqualSelector("status.state", p.filter.State))
	}
	q.Fields = fields.AndSelectors(selectors...).String()
	if !p.filter.Routine {
		q.Labels = strings.TrimPrefix(labels+",!"+record.RoutineLabel, ",")
	}
	return q
}

// Target returns the records that a target can mean, and the kinds that it names.
func (s Search) Target(ctx context.Context, t target.Target) ([]record.Record, error) {
	if t.Record != "" {
		r, err := s.record(ctx, t.Record)
		if err != nil {
			return nil, err
		}
		return []record.Record{r}, nil
	}
	kinds, err := s.Kinds(t.Kind)
	if err != nil {
		return nil, err
	}
	records, hidden, err := s.AllOf(ctx, choose.Filter{Kinds: kinds, Name: t.Name, Routine: true}, "")
	if err == nil && len(records) == 0 && len(kinds.Served) == 0 && !s.All && s.Namespace != s.Operator {
		// The kind may have been cluster-scoped.
		elsewhere := s
		elsewhere.Namespace = s.Operator
		records, _, err = elsewhere.AllOf(ctx, choose.Filter{Kinds: kinds, Name: t.Name, Routine: true}, "")
		if failure.CodeOf(err) == failure.Forbidden {
			hidden, err = true, nil
		}
	}
	if err != nil {
		return nil, err
	}
	if len(records) == 0 {
		return nil, s.notFound(t, kinds, hidden)
	}
	return records, nil
}

// record returns the record of that name, in the namespace or in that of the operator.
func (s Search) record(ctx context.Context, name string) (record.Record, error) {
	r, err := s.Client.Record(ctx, record.Place{Namespace: s.Namespace, Name: name})
	if failure.CodeOf(err) == failure.NotFound && s.Namespace != s.Operator {
		if elsewhere, other := s.Client.Record(ctx, record.Place{Namespace: s.Operator, Name: name}); other == nil {
			return elsewhere, nil
		}
	}
	if failure.CodeOf(err) == failure.NotFound {
		return r, failure.Of(failure.NotFound, "There is no record %s in namespace %s.", name, s.Namespace).
			Then("To see the deletions there: kubectl undelete list -n %s\n"+
				"A deletion is named by its record or by KIND/NAME, as in: kubectl undelete deployment/web", s.Namespace)
	}
	return r, err
}

func (s Search) notFound(t target.Target, kinds target.Kinds, hidden bool) error {
	where := "in namespace " + s.Namespace
	if s.All {
		where = "in any namespace"
	}
	if kinds.ClusterScoped() {
		where = "in the cluster"
	}
	f := failure.Of(failure.NotFound, "No deletion of %s is recorded %s.", t, where)
	next := "It may be covered by no policy, purged already, or in another namespace. To see why: kubectl undelete why " + t.String()
	if !s.All && !kinds.ClusterScoped() {
		next += " -n " + s.Namespace
	}
	if hidden {
		next += "\nYou may not look into namespace " + s.Operator +
			", where the records of cluster-scoped objects and of deleted namespaces are."
	}
	return f.Then("%s", next)
}

var uid = regexp.MustCompile(`^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$`)

// Group returns the uid of the root of a group. The group is named by that uid, or by a record or
// KIND/NAME that belongs to it.
func (s Search) Group(ctx context.Context, name string) (string, error) {
	if name == "" || uid.MatchString(name) {
		return name, nil
	}
	targets, err := target.Parse([]string{name})
	if err != nil {
		return "", err
	}
	records, err := s.Target(ctx, targets[0])
	if err != nil {
		return "", err
	}
	choice := choose.Newest(records, record.States...)
	if choice.One == nil {
		return "", failure.Of(failure.Ambiguous, "%s can mean several groups.", name).
			Then("Name the group by the uid of its root, as in the column GROUP of: kubectl undelete list -o wide")
	}
	if group := choice.One.Spec.DeletionGroup; group != "" {
		return group, nil
	}
	return choice.One.Spec.Resource.UID, nil
}
