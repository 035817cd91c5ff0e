// Package target reads which deletions a command line means.
package target

import (
	"strings"

	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/record"
)

// Target is one argument: a record, or the name of what was deleted.
type Target struct {
	Record string // the name of a record; empty if Kind is set
	Kind   string // as the user wrote it
	Name   string // the name of the deleted object
}

// String returns the target as the user may write it.
func (t Target) String() string {
	if t.Record != "" {
		return t.Record
	}
	return t.Kind + "/" + t.Name
}

// recordKinds are the names of the kind of records, with which kubectl prints them.
var recordKinds = map[string]bool{"deleted": true, "deletedresource": true, "deletedresources": true,
	"deletedresource.softdelete.dev": true, "deletedresources.softdelete.dev": true}

// Parse reads arguments of the form RECORD or KIND/NAME.
func Parse(args []string) ([]Target, error) {
	targets := make([]Target, 0, len(args))
	for _, arg := range args {
		t, err := parse(arg)
		if err != nil {
			return nil, err
		}
		targets = append(targets, t)
	}
	return targets, nil
}

func parse(arg string) (Target, error) {
	kind, name, slash := strings.Cut(arg, "/")
	switch {
	case !slash && arg != "" && arg != "." && arg != "..":
		return Target{Record: arg}, nil
	case !slash || kind == "" || name == "" || strings.Contains(name, "/"):
		return Target{}, failure.Of(failure.Usage, "%q is neither the name of a record nor KIND/NAME.", arg).
			Then("For example: kubectl undelete deployment/web")
	case recordKinds[strings.ToLower(kind)]:
		return Target{Record: name}, nil
	default:
		return Target{Kind: kind, Name: name}, nil
	}
}

// ParseList reads the arguments of list: nothing, KIND, KIND NAME, or KIND/NAME. Kind and Name of
// the result are empty where the arguments do not restrict them.
func ParseList(args []string) (Target, error) {
	switch {
	case len(args) == 0:
		return Target{}, nil
	case len(args) == 1 && !strings.Contains(args[0], "/"):
		return Target{Kind: args[0]}, nil
	case len(args) == 1:
		return parse(args[0])
	case len(args) == 2 && !strings.Contains(args[0]+args[1], "/"):
		return Target{Kind: args[0], Name: args[1]}, nil
	default:
		return Target{}, failure.Of(failure.Usage, "list takes one kind, with or without a name.").
			Then("For example: kubectl undelete list deployment/web")
	}
}

// Kinds are the kinds that a word can mean.
type Kinds struct {
	Word   string // as the user wrote it
	Served []Kind // those of the API server; none if it serves none of that name
}

// Kind is a kind that the API server serves.
type Kind struct {
	Group, Kind, Resource, Version string
	Namespaced                     bool
}

// Match tells whether the deleted object is of the kinds. A kind that is no longer served, because
// its definition was deleted too, is compared by its names.
func (k Kinds) Match(r record.Resource) bool {
	if k.Word == "" {
		return true
	}
	for _, served := range k.Served {
		if served.Group == r.Group() && served.Kind == r.Kind {
			return true
		}
	}
	if len(k.Served) > 0 {
		return false
	}
	word, group, grouped := strings.Cut(strings.ToLower(k.Word), ".")
	return (word == strings.ToLower(r.Kind) || word == r.Resource) && (!grouped || group == r.Group())
}

// ClusterScoped tells whether all the kinds are known to be cluster-scoped.
func (k Kinds) ClusterScoped() bool {
	for _, served := range k.Served {
		if served.Namespaced {
			return false
		}
	}
	return len(k.Served) > 0
}

// Single returns the only kind name that the word can mean in records; empty if there are several
// or if it is not known.
func (k Kinds) Single() string {
	if len(k.Served) == 0 {
		return ""
	}
	for _, served := range k.Served {
		if served.Kind != k.Served[0].Kind {
			return ""
		}
	}
	return k.Served[0].Kind
}
