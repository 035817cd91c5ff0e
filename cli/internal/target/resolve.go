package target

import (
	"cmp"
	"slices"

	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// Resolve returns the kinds that a word can mean: a kind, a resource in singular or plural, or a
// short name, each with or without its group. A word that the API server does not know is no
// error: the kind of what was deleted may be gone.
func Resolve(mapper meta.RESTMapper, word string) Kinds {
	kinds := Kinds{Word: word}
	if word == "" {
		return kinds
	}
	full, partial := schema.ParseResourceArg(word)
	candidates := []schema.GroupVersionResource{partial.WithVersion("")}
	if full != nil {
		candidates = append([]schema.GroupVersionResource{*full}, candidates...)
	}
	for _, candidate := range candidates {
		resources, err := mapper.ResourcesFor(candidate)
		if err != nil {
			continue
		}
		for _, resource := range resources {
			kinds.add(mapper, resource)
		}
	}
	if len(kinds.Served) == 0 {
		_, partial := schema.ParseKindArg(word)
		if mapping, err := mapper.RESTMapping(partial); err == nil {
			kinds.add(mapper, mapping.Resource)
		}
	}
	return kinds
}

func (k *Kinds) add(mapper meta.RESTMapper, resource schema.GroupVersionResource) {
	gvk, err := mapper.KindFor(resource)
	if err != nil {
		return
	}
	if slices.ContainsFunc(k.Served, func(s Kind) bool { return s.Group == gvk.Group && s.Kind == gvk.Kind }) {
		return
	}
	mapping, err := mapper.RESTMapping(gvk.GroupKind(), gvk.Version)
	if err != nil {
		return
	}
	k.Served = append(k.Served, Kind{
		Group: gvk.Group, Kind: gvk.Kind, Resource: cmp.Or(mapping.Resource.Resource, resource.Resource),
		Version: gvk.Version, Namespaced: mapping.Scope.Name() == meta.RESTScopeNameNamespace,
	})
}
