package cluster

import (
	"context"
	"encoding/json"
	"strings"

	"softdelete.dev/cli/internal/failure"
)

// RecordRight returns the right to do something with records in a namespace.
func RecordRight(verb, namespace string) failure.Right {
	return failure.Right{Verb: verb, Resource: resource, Namespace: namespace}
}

// May asks the API server whether the user has a right. Every user may ask that about themselves.
func (c *Client) May(ctx context.Context, right failure.Right) (bool, error) {
	name, group, _ := strings.Cut(right.Resource, ".")
	question := map[string]any{
		"apiVersion": "authorization.k8s.io/v1",
		"kind":       "SelfSubjectAccessReview",
		"spec": map[string]any{"resourceAttributes": map[string]string{
			"verb": right.Verb, "resource": name, "group": group, "namespace": right.Namespace}},
	}
	raw, err := c.Post(ctx, "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", nil, question)
	if err != nil {
		return false, failure.FromAPI(err, "ask what you may do",
			failure.Right{Verb: "create", Resource: "selfsubjectaccessreviews.authorization.k8s.io"})
	}
	var answer struct {
		Status struct {
			Allowed bool `json:"allowed"`
		} `json:"status"`
	}
	err = json.Unmarshal(raw, &answer)
	return answer.Status.Allowed, err
}
