package cluster

import (
	"context"
	"encoding/json"

	"softdelete.dev/cli/internal/failure"
)

// Me returns the name under which the API server knows the user.
func (c *Client) Me(ctx context.Context) (string, error) {
	what := "ask the API server who you are"
	raw, err := c.Post(ctx, "/apis/authentication.k8s.io/v1/selfsubjectreviews", nil,
		map[string]string{"apiVersion": "authentication.k8s.io/v1", "kind": "SelfSubjectReview"})
	if err != nil {
		return "", failure.FromAPI(err, what,
			failure.Right{Verb: "create", Resource: "selfsubjectreviews.authentication.k8s.io"})
	}
	var review struct {
		Status struct {
			UserInfo struct {
				Username string `json:"username"`
			} `json:"userInfo"`
		} `json:"status"`
	}
	if err := json.Unmarshal(raw, &review); err != nil {
		return "", failure.Of(failure.General, "Cannot %s: %v", what, err)
	}
	return review.Status.UserInfo.Username, nil
}
