package cluster

import (
	"context"
	"encoding/json"

	"softdelete.dev/cli/internal/coverage"
	"softdelete.dev/cli/internal/failure"
)

// Policies returns all policies.
func (c *Client) Policies(ctx context.Context) ([]coverage.Policy, error) {
	var list struct {
		Items []coverage.Policy `json:"items"`
	}
	err := c.read(ctx, api+"/softdeletepolicies", "read the policies",
		failure.Right{Verb: "list", Resource: "softdeletepolicies.softdelete.dev"}, &list)
	return list.Items, err
}

// Lease is who leads.
type Lease struct {
	Holder  string
	Renewed string
}

// Lease returns the lease of the operator.
func (c *Client) Lease(ctx context.Context, namespace string) (Lease, error) {
	var lease struct {
		Spec struct {
			HolderIdentity string `json:"holderIdentity"`
			RenewTime      string `json:"renewTime"`
		} `json:"spec"`
	}
	err := c.read(ctx, "/apis/coordination.k8s.io/v1/namespaces/"+namespace+"/leases/soft-delete-operator", "read which replica leads",
		failure.Right{Verb: "get", Resource: "leases.coordination.k8s.io", Namespace: namespace}, &lease)
	return Lease{Holder: lease.Spec.HolderIdentity, Renewed: lease.Spec.RenewTime}, err
}

// Replicas is how many replicas of the operator there are.
type Replicas struct {
	Wanted, Ready int
	Image         string
}

// Replicas returns the replicas of the operator's Deployment.
func (c *Client) Replicas(ctx context.Context, namespace string) (Replicas, error) {
	var deployment struct {
		Spec struct {
			Replicas int `json:"replicas"`
			Template struct {
				Spec struct {
					Containers []struct {
						Image string `json:"image"`
					} `json:"containers"`
				} `json:"spec"`
			} `json:"template"`
		} `json:"spec"`
		Status struct {
			ReadyReplicas int `json:"readyReplicas"`
		} `json:"status"`
	}
	err := c.read(ctx, "/apis/apps/v1/namespaces/"+namespace+"/deployments/soft-delete-operator", "read the replicas of the operator",
		failure.Right{Verb: "get", Resource: "deployments.apps", Namespace: namespace}, &deployment)
	replicas := Replicas{Wanted: deployment.Spec.Replicas, Ready: deployment.Status.ReadyReplicas}
	for _, container := range deployment.Spec.Template.Spec.Containers {
		replicas.Image = container.Image
	}
	return replicas, err
}

// Authorities returns the certificate authorities that the API server trusts when it calls the
// webhook of the operator, as PEM. Some webhooks have none before the operator has started.
func (c *Client) Authorities(ctx context.Context) ([]byte, error) {
	var configuration struct {
		Webhooks []struct {
			ClientConfig struct {
				CABundle []byte `json:"caBundle"`
			} `json:"clientConfig"`
		} `json:"webhooks"`
	}
	const kind = "mutatingwebhookconfigurations"
	err := c.read(ctx, "/apis/admissionregistration.k8s.io/v1/"+kind+"/soft-delete", "read which certificate the API server trusts",
		failure.Right{Verb: "get", Resource: kind + ".admissionregistration.k8s.io"}, &configuration)
	for _, w := range configuration.Webhooks {
		if len(w.ClientConfig.CABundle) > 0 {
			return w.ClientConfig.CABundle, err
		}
	}
	return nil, err
}

func (c *Client) read(ctx context.Context, path, what string, right failure.Right, into any) error {
	raw, err := c.Get(ctx, path, nil)
	if err != nil {
		return failure.FromAPI(err, what, right)
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return failure.Of(failure.General, "Cannot %s: %v", what, err)
	}
	return nil
}
