package cluster

import (
	"context"
	"encoding/json"
	"errors"
	"io"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/record"
)

// Change is a change of a record.
type Change struct {
	Record record.Record
	Gone   bool
}

// Watch calls the function with each change since a resourceVersion. When the API server ends the
// watch, it returns the resourceVersion from which to go on.
func (c *Client) Watch(ctx context.Context, query Query, since string, each func(Change) error) (string, error) {
	request := c.rest.Get().AbsPath(recordsPath(query.Namespace)).
		Param("watch", "true").Param("allowWatchBookmarks", "true").Param("resourceVersion", since)
	if query.Labels != "" {
		request = request.Param("labelSelector", query.Labels)
	}
	if query.Fields != "" {
		request = request.Param("fieldSelector", query.Fields)
	}
	stream, err := request.Stream(ctx)
	if err != nil {
		return since, failure.FromAPI(err, "see changes as they happen", failure.Right{Verb: "watch", Resource: resource,
			Namespace: query.Namespace, Everywhere: query.Namespace == ""})
	}
	defer stream.Close()
	decoder := json.NewDecoder(stream)
	for {
		var event struct {
			Type   string          `json:"type"`
			Object json.RawMessage `json:"object"`
		}
		if err := decoder.Decode(&event); err != nil {
			if errors.Is(err, io.EOF) {
				err = nil
			}
			return since, err
		}
		if event.Type == "ERROR" {
			var status metav1.Status
			if err := json.Unmarshal(event.Object, &status); err != nil {
				return since, err
			}
			return since, &apierrors.StatusError{ErrStatus: status}
		}
		r, err := record.Parse(event.Object)
		if err != nil {
			return since, err
		}
		since = r.Metadata.ResourceVersion
		if event.Type == "BOOKMARK" {
			continue
		}
		if err := each(Change{Record: r, Gone: event.Type == "DELETED"}); err != nil {
			return since, err
		}
	}
}
