package cluster

import (
	"context"
	"encoding/json"
	"fmt"

	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/record"
)

const reviewing = "deletedresourcereviews.softdelete.dev"

type review struct {
	APIVersion string         `json:"apiVersion"`
	Kind       string         `json:"kind"`
	Metadata   map[string]any `json:"metadata"`
	Spec       reviewSpec     `json:"spec"`
	Status     *reviewStatus  `json:"status,omitempty"`
}

type reviewSpec struct {
	Record  string   `json:"record"`
	Include []string `json:"include"`
}

type reviewStatus struct {
	Manifest string   `json:"manifest"`
	Restore  *Preview `json:"restore"`
}

// Preview is what a restore in the original place by this user would lead to.
type Preview struct {
	Possible    bool          `json:"possible"`
	Reason      string        `json:"reason,omitempty"`
	Message     string        `json:"message"`
	As          *record.Place `json:"as,omitempty"`
	Conflicts   []string      `json:"conflicts,omitempty"`
	Differences []string      `json:"differences,omitempty"`
}

// Manifest asks for the exact JSON of the object that a record stands for. The request is a dry
// run: nothing is stored.
func (c *Client) Manifest(ctx context.Context, r record.Record) (string, error) {
	status, err := c.review(ctx, r, fmt.Sprintf("read %s", r.Spec.Resource), "Manifest",
		func(s reviewStatus) bool { return s.Manifest != "" })
	return status.Manifest, err
}

// Preview asks what a restore would lead to. Unlike the annotation for a preview, it writes nothing
// and needs no right to restore.
func (c *Client) Preview(ctx context.Context, r record.Record) (Preview, error) {
	status, err := c.review(ctx, r, fmt.Sprintf("preview a restore of %s", r.Spec.Resource), "Restore",
		func(s reviewStatus) bool { return s.Restore != nil })
	if err != nil {
		return Preview{}, err
	}
	return *status.Restore, nil
}

func (c *Client) review(ctx context.Context, r record.Record, what, part string, answered func(reviewStatus) bool) (reviewStatus, error) {
	home := r.Home()
	request := review{
		APIVersion: "softdelete.dev/v1",
		Kind:       "DeletedResourceReview",
		Metadata:   map[string]any{"name": home.Name, "namespace": home.Namespace},
		Spec:       reviewSpec{Record: home.Name, Include: []string{part}},
	}
	path := api + "/namespaces/" + home.Namespace + "/deletedresourcereviews"
	raw, err := c.Post(ctx, path, map[string]string{"dryRun": "All"}, request)
	if failure.NoSuchKind(err) {
		return reviewStatus{}, failure.Of(failure.Older, "Cannot %s: the soft-delete operator of this cluster is older than this command, "+
			"and does not show what was deleted.", what).
			Then("Restore it under another name and look at that: kubectl undelete restore %s -n %s --to-name NAME",
				home.Name, home.Namespace)
	}
	if err != nil {
		return reviewStatus{}, failure.FromAPI(err, what,
			failure.Right{Verb: "create", Resource: reviewing, Namespace: home.Namespace})
	}
	var answer review
	if err := json.Unmarshal(raw, &answer); err != nil {
		return reviewStatus{}, failure.Of(failure.General, "Cannot %s: the answer is not a review: %v", what, err)
	}
	if answer.Status == nil || !answered(*answer.Status) {
		return reviewStatus{}, failure.Of(failure.Older, "Cannot %s: nobody has answered the review.", what).
			Then("The operator is stopped, or older than its CRDs. To see its state: kubectl undelete status")
	}
	return *answer.Status, nil
}
