// Package coverage says, from what policies and objects say about themselves, whether an object is
// covered. It decides nothing that the API server or the operator decides.
package coverage

import (
	"encoding/json"
	"slices"

	"softdelete.dev/cli/internal/record"
)

// Policy is the part of a SoftDeletePolicy that people are shown.
type Policy struct {
	Metadata struct {
		Name       string `json:"name"`
		Generation int64  `json:"generation"`
	} `json:"metadata"`
	Spec struct {
		Enforcement       string          `json:"enforcement"`
		Mode              string          `json:"mode"`
		Retention         string          `json:"retention"`
		PurgeProtection   bool            `json:"purgeProtection"`
		OnRecreate        string          `json:"onRecreate"`
		NamespaceSelector json.RawMessage `json:"namespaceSelector"`
		ObjectSelector    json.RawMessage `json:"objectSelector"`
		MatchConditions   []struct {
			Name string `json:"name"`
		} `json:"matchConditions"`
	} `json:"spec"`
	Status struct {
		Conditions         []record.Condition `json:"conditions"`
		ProtectedResources []string           `json:"protectedResources"`
		Counts             struct {
			Records          int `json:"records"`
			ProtectedObjects int `json:"protectedObjects"`
			Stuck            int `json:"stuck"`
		} `json:"counts"`
		Stuck       []Stuck      `json:"stuck"`
		NearLimits  []NearLimit  `json:"nearLimits"`
		Observation *Observation `json:"observation"`
	} `json:"status"`
}

// Observation is what a policy that only observes has counted.
type Observation struct {
	Since    string `json:"since"`
	Captured int64  `json:"captured"`
	Routine  int64  `json:"routine"`
	Refused  struct {
		Person     int64 `json:"person"`
		Tool       int64 `json:"tool"`
		Controller int64 `json:"controller"`
	} `json:"refused"`
}

// Observes tells whether the policy only counts what it would do.
func (p Policy) Observes() bool {
	return p.Spec.Enforcement == "Observe"
}

// Stuck is an object that could not be captured, protected or released.
type Stuck struct {
	Resource  string `json:"resource"`
	Namespace string `json:"namespace,omitempty"`
	Name      string `json:"name"`
	Reason    string `json:"reason"`
	Message   string `json:"message"`
}

// NearLimit is a limit of which a namespace uses much.
type NearLimit struct {
	Namespace string `json:"namespace,omitempty"`
	Limit     string `json:"limit"`
	Percent   int    `json:"percent"`
}

// Ready returns the condition that says whether the API server enforces the policy.
func (p Policy) Ready() record.Condition {
	return record.Find(p.Status.Conditions, "Ready")
}

// Covers tells whether the policy covers objects of a resource, in the form deployments.apps.
func (p Policy) Covers(resource string) bool {
	return slices.Contains(p.Status.ProtectedResources, resource)
}

// Restrictions names the fields that keep a policy from covering every object of its resources.
func (p Policy) Restrictions() []string {
	var names []string
	if set(p.Spec.NamespaceSelector) {
		names = append(names, "namespaceSelector "+string(p.Spec.NamespaceSelector))
	}
	if set(p.Spec.ObjectSelector) {
		names = append(names, "objectSelector "+string(p.Spec.ObjectSelector))
	}
	for _, c := range p.Spec.MatchConditions {
		names = append(names, "the match condition "+c.Name)
	}
	return names
}

func set(selector json.RawMessage) bool {
	text := string(selector)
	return text != "" && text != "{}" && text != "null"
}
