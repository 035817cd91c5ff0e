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
	api      = "/apis/softdelete.dev/v1"
	resource = "deletedresources.softdelete.dev"
	pageSize = "500"
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
		Continue        string `json:"continue"`
		ResourceVersion string `json:"resourceVersion"`
	} `json:"metadata"`
	Items []json.RawMessage `json:"items"`
}

// Records calls the function with each page of the records that the query selects.
func (c *Client) Records(ctx context.Context, query Query, each func([]record.Record) error) error {
	_, err := c.List(ctx, query, each)
	return err
}

// List is Records, and returns the resourceVersion from which the records can be watched.
func (c *Client) List(ctx context.Context, query Query, each func([]record.Record) error) (string, error) {
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
			return "", failure.FromAPI(err, what, right)
		}
		var p page
		if err := json.Unmarshal(raw, &p); err != nil {
			return "", failure.Of(failure.General, "Cannot %s: the answer is not a list: %v", what, err)
		}
		records := make([]record.Record, 0, len(p.Items))
		for _, item := range p.Items {
			r, err := record.Parse(item)
			if err != nil {
				return "", failure.Of(failure.General, "Cannot %s: %v", what, err)
			}
			records = append(records, r)
		}
		if err := each(records); err != nil {
			return "", err
		}
		if p.Metadata.Continue == "" {
			return p.Metadata.ResourceVersion, nil
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
