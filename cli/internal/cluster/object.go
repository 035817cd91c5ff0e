package cluster

import (
	"context"
	"fmt"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/validation/path"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/manifest"
	"softdelete.dev/cli/internal/record"
)

// Live returns the object that has the name of what was deleted now; nil if there is none.
func (c *Client) Live(ctx context.Context, r record.Record) (manifest.Object, error) {
	o := r.Spec.Resource
	gv, err := schema.ParseGroupVersion(o.APIVersion)
	if err != nil {
		return nil, err
	}
	return c.Object(ctx, gv.WithResource(o.Resource), record.Place{Namespace: o.Namespace, Name: o.Name},
		"compare "+o.String()+" with what lives now")
}

// Object returns an object; nil if it does not exist. what says what it is read for.
func (c *Client) Object(ctx context.Context, of schema.GroupVersionResource, place record.Place, what string) (manifest.Object, error) {
	for _, segment := range []string{of.Group, of.Version, of.Resource, place.Namespace, place.Name} {
		if len(path.IsValidPathSegmentName(segment)) > 0 {
			return nil, failure.Of(failure.General, "Cannot %s: %q cannot be a part of a path.", what, segment)
		}
	}
	url := "/apis/" + of.GroupVersion().String()
	if of.Group == "" {
		url = "/api/" + of.Version
	}
	if place.Namespace != "" {
		url += "/namespaces/" + place.Namespace
	}
	raw, err := c.Get(ctx, fmt.Sprintf("%s/%s/%s", url, of.Resource, place.Name), nil)
	if apierrors.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, failure.FromAPI(err, what,
			failure.Right{Verb: "get", Resource: of.GroupResource().String(), Namespace: place.Namespace})
	}
	return manifest.Parse(raw)
}
