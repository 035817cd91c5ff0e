package coverage

import (
	"encoding/json"
	"strings"
	"testing"

	"softdelete.dev/cli/internal/record"
)

func policy(t *testing.T, text string) Policy {
	t.Helper()
	var p Policy
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestWhy(t *testing.T) {
	all := []Policy{policy(t, `{"metadata":{"name":"default"},"spec":{"retention":"72h","purgeProtection":true,"namespaceSelector":{"matchLabels":{"a":"b"}}},
		"status":{"protectedResources":["configmaps"],"conditions":[{"type":"Ready","status":"True"}],
		"stuck":[{"resource":"configmaps","namespace":"shop","name":"big","reason":"TooLarge","message":"m"}]}}`)}
	deleted := []record.Record{{Metadata: record.Metadata{Name: "r"}, Status: record.Status{
		Conditions: []record.Condition{{Type: "Restored", Status: "False", Reason: "NameConflict", Message: "taken"}}}}}
	for _, c := range []struct {
		name       string
		object     string
		live       *Live
		policies   []Policy
		records    []record.Record
		conclusion string
		rest       string
	}{
		{"covered", "a", &Live{Finalizers: []string{"softdelete.dev/retain", "terms.softdelete.dev/default"}}, all, nil,
			"is covered: it can be restored", "policy default: retention 72h, mode Archive, onRecreate Reject, purge protection"},
		{"covered by a policy that is gone", "a", &Live{Finalizers: []string{"softdelete.dev/retain", "terms.softdelete.dev/old"}}, all, nil,
			"is covered", "policy old: it is gone"},
		{"with a retention of its own", "a", &Live{Finalizers: []string{"softdelete.dev/retain"}, Annotations: map[string]string{"softdelete.dev/retention": "30d"}}, all, nil,
			"is covered", "asks for a retention of 30d"},
		{"bypassed", "a", &Live{Finalizers: []string{"softdelete.dev/retain", "softdelete.dev/bypass"}}, all, nil, "next delete is permanent", ""},
		{"not selected", "a", &Live{}, all, nil, "is not covered", `as far as these allow it: namespaceSelector {"matchLabels":{"a":"b"}}`},
		{"no policy", "a", &Live{}, nil, nil, "is not covered", "No policy covers configmaps"},
		{"stuck", "big", &Live{Finalizers: []string{"softdelete.dev/retain"}, DeletionTimestamp: "t"}, all, nil, "is deleted and still exists", "It is stuck"},
		{"held while the operator is down", "a", &Live{Finalizers: []string{"softdelete.dev/retain"}, DeletionTimestamp: "t"}, all, nil,
			"is deleted and still exists", "see whether the operator runs"},
		{"deleted", "a", nil, all, deleted, "does not exist. Its deletions are recorded", "NameConflict"},
		{"not to be read", "a", &Live{Unread: true}, all, deleted, "Whether ConfigMap shop/a exists and is covered is not known: you may not read it. Deletions", "NameConflict"},
		{"stuck under two policies", "big", &Live{Unread: true}, append(all, all...), nil, "not known", `"stuck":[{"resource":"configmaps","namespace":"shop","name":"big","reason":"TooLarge","message":"m"}]`},
		{"never seen", "a", nil, all, nil, "no deletion of it is recorded", "list -A"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Why(Named{"ConfigMap", "configmaps", "shop", c.object}, c.live, c.policies, c.records)
			if !strings.Contains(got.Conclusion, c.conclusion) {
				t.Errorf("concludes %q", got.Conclusion)
			}
			rest, _ := json.Marshal(got)
			quoted, _ := json.Marshal(c.rest)
			if !strings.Contains(string(rest), strings.Trim(string(quoted), `"`)) && !strings.Contains(string(rest), c.rest) {
				t.Errorf("%q is not in %s", c.rest, rest)
			}
		})
	}
}

func TestAnObjectIsNamedByItsKind(t *testing.T) {
	got := Why(Named{Kind: "Namespace", Resource: "namespaces", Name: "gone"}, nil, nil, nil)
	if want := "Namespace gone does not exist"; !strings.HasPrefix(got.Conclusion, want) {
		t.Errorf("concludes %q", got.Conclusion)
	}
}

func TestAnObjectThatSeveralPoliciesCallStuckIsListedOnce(t *testing.T) {
	stuck := `{"status":{"stuck":[{"resource":"configmaps","namespace":"shop","name":"big","reason":"LimitReached","message":"m"}]}}`
	var s Status
	s.Add([]Policy{policy(t, stuck), policy(t, stuck)})
	if len(s.Stuck) != 1 {
		t.Errorf("got %v", s.Stuck)
	}
}
