package cluster

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	apierrors "k8s.io/apimachinery/pkg/api/errors"

	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/record"
)

const (
	api       = "/apis/softdelete.dev/v1"
	resource  = "deletedresources.softdelete.dev"
	pageSize  = "500"
	reviewing = "deletedresourcereviews.softdelete.dev"
)

// Query selects the records of a list in the API server.
type Query struct {
	Namespace string // empty: all namespaces
	Labels    string // a label selector
	Fields    string // a field selector
}

func recordsPath(namespace string) string {
	if namespace == "" {
		return api + "/deletedresources"
	}
	return api + "/namespaces/" + namespace + "/deletedresources"
}

func recordPath(home record.Place) string {
	return recordsPath(home.Namespace) + "/" + home.Name
}

type page struct {
	Metadata struct {
		Continue string `json:"continue"`
	} `json:"metadata"`
	Items []json.RawMessage `json:"items"`
}

// Records calls the function with each page of the records that the query selects.
func (c *Client) Records(ctx context.Context, query Query, each func([]record.Record) error) error {
	what := "list the deletions in namespace " + query.Namespace
	if query.Namespace == "" {
		what = "list the deletions in all namespaces"
	}
	right := failure.Right{Verb: "list", Resource: resource, Namespace: query.Namespace, Everywhere: query.Namespace == ""}
	params := map[string]string{"limit": pageSize, "labelSelector": query.Labels, "fieldSelector": query.Fields}
	for {
		raw, err := c.Get(ctx, recordsPath(query.Namespace), params)
		if next := restart(err); next != "" {
			params["continue"] = next
			continue
		}
		if err != nil {
			return failure.FromAPI(err, what, right)
		}
		var p page
		if err := json.Unmarshal(raw, &p); err != nil {
			return failure.Of(failure.General, "Cannot %s: the answer is not a list: %v", what, err)
		}
		records := make([]record.Record, 0, len(p.Items))
		for _, item := range p.Items {
			r, err := record.Parse(item)
			if err != nil {
				return failure.Of(failure.General, "Cannot %s: %v", what, err)
			}
			records = append(records, r)
		}
		if err := each(records); err != nil {
			return err
		}
		if p.Metadata.Continue == "" {
			return nil
		}
		params["continue"] = p.Metadata.Continue
	}
}

// restart returns where to go on with a list that took so long that the API server no longer has
// the state of its begin; empty if the error is another one.
func restart(err error) string {
	var status apierrors.APIStatus
	if err != nil && errors.As(err, &status) && apierrors.IsResourceExpired(err) {
		return status.Status().Continue
	}
	return ""
}

// All returns all records that the query selects.
func (c *Client) All(ctx context.Context, query Query) ([]record.Record, error) {
	var all []record.Record
	err := c.Records(ctx, query, func(page []record.Record) error {
		all = append(all, page...)
		return nil
	})
	return all, err
}

// Record returns a record.
func (c *Client) Record(ctx context.Context, home record.Place) (record.Record, error) {
	raw, err := c.Get(ctx, recordPath(home), nil)
	if err != nil {
		return record.Record{}, failure.FromAPI(err, "read the record "+home.Name+" in namespace "+home.Namespace,
			failure.Right{Verb: "get", Resource: resource, Namespace: home.Namespace})
	}
	return record.Parse(raw)
}

// Change sends a merge patch for a record. what says what the patch is for.
func (c *Client) Change(ctx context.Context, home record.Place, what string, patch any) (record.Record, error) {
	return c.ChangeFor(ctx, home, what, "", patch)
}

// ChangeFor sends a merge patch that takes another verb on records besides patch, such as hold.
func (c *Client) ChangeFor(ctx context.Context, home record.Place, what, verb string, patch any) (record.Record, error) {
	raw, err := c.MergePatch(ctx, recordPath(home), patch)
	if err != nil {
		return record.Record{}, failure.FromAPI(err, what,
			failure.Right{Verb: "patch", Resource: resource, Namespace: home.Namespace, For: verb})
	}
	return record.Parse(raw)
}

// Purge deletes a record, which purges what was deleted. A record that has gone already is no
// error.
func (c *Client) Purge(ctx context.Context, r record.Record) error {
	err := c.Delete(ctx, recordPath(r.Home()), r.Metadata.UID)
	if apierrors.IsNotFound(err) {
		return nil
	}
	return failure.FromAPI(err, fmt.Sprintf("purge %s", r.Spec.Resource),
		failure.Right{Verb: "delete", Resource: resource, Namespace: r.Metadata.Namespace})
}

type review struct {
	APIVersion string         `json:"apiVersion"`
	Kind       string         `json:"kind"`
	Metadata   map[string]any `json:"metadata"`
	Spec       reviewSpec     `json:"spec"`
	Status     *struct {
		Manifest string `json:"manifest"`
	} `json:"status,omitempty"`
}

type reviewSpec struct {
	Record  string   `json:"record"`
	Include []string `json:"include"`
}

// Manifest asks for the exact JSON of the object that a record stands for. The request is a dry
// run: nothing is stored.
func (c *Client) Manifest(ctx context.Context, r record.Record) (string, error) {
	what := fmt.Sprintf("read %s", r.Spec.Resource)
	home := r.Home()
	request := review{
		APIVersion: "softdelete.dev/v1",
		Kind:       "DeletedResourceReview",
		Metadata:   map[string]any{"name": home.Name, "namespace": home.Namespace},
		Spec:       reviewSpec{Record: home.Name, Include: []string{"Manifest"}},
	}
	path := api + "/namespaces/" + home.Namespace + "/deletedresourcereviews"
	raw, err := c.Post(ctx, path, map[string]string{"dryRun": "All"}, request)
	if failure.NoSuchKind(err) {
		return "", failure.Of(failure.Older, "Cannot %s: the soft-delete operator of this cluster is older than this command, "+
			"and does not show what was deleted.", what).
			Then("Restore it under another name and look at that: kubectl undelete restore %s -n %s --to-name NAME",
				home.Name, home.Namespace)
	}
	if err != nil {
		return "", failure.FromAPI(err, what,
			failure.Right{Verb: "create", Resource: reviewing, Namespace: home.Namespace})
	}
	var answer review
	if err := json.Unmarshal(raw, &answer); err != nil {
		return "", failure.Of(failure.General, "Cannot %s: the answer is not a review: %v", what, err)
	}
	if answer.Status == nil || answer.Status.Manifest == "" {
		return "", failure.Of(failure.Older, "Cannot %s: nobody has answered the review.", what).
			Then("The operator is stopped, or older than its CRDs. To see its state: kubectl undelete status")
	}
	return answer.Status.Manifest, nil
}
