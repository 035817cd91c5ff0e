package coverage

import (
	"encoding/json"
	"testing"
)

// TestStatusNamesPoliciesThatOnlyObserve: such a policy is Ready, but protects nothing.
func TestStatusNamesPoliciesThatOnlyObserve(t *testing.T) {
	var policies []Policy
	err := json.Unmarshal([]byte(`[
		{"metadata":{"name":"all"},"spec":{"enforcement":"Observe"},
		 "status":{"conditions":[{"type":"Ready","status":"True","reason":"Observing"}],
		           "observation":{"since":"2026-12-01T10:00:00Z","captured":7,"routine":5,"refused":{"person":1}}}},
		{"metadata":{"name":"fresh"},"spec":{"enforcement":"Observe"}},
		{"metadata":{"name":"shop"},"spec":{"enforcement":"Enforce"},
		 "status":{"observation":{"captured":9}}}]`), &policies)
	if err != nil {
		t.Fatal(err)
	}
	var s Status
	s.Add(policies)

	all, fresh, shop := s.Policies[0], s.Policies[1], s.Policies[2]
	if !all.Observes || all.Observation.Captured != 7 || all.Observation.Refused.Person != 1 {
		t.Errorf("the policy that observes: %+v", all)
	}
	if !fresh.Observes || fresh.Observation != nil {
		t.Errorf("the policy that has counted nothing: %+v", fresh)
	}
	if shop.Observes || shop.Observation != nil {
		t.Errorf("the policy that enforces: %+v", shop)
	}
}
