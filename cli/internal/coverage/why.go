package coverage

import (
	"fmt"
	"strings"

	"softdelete.dev/cli/internal/record"
)

const (
	retain = "softdelete.dev/retain"
	bypass = "softdelete.dev/bypass"
	terms  = "terms.softdelete.dev/"
)

// Live is what an object that exists says about its coverage.
type Live struct {
	Finalizers        []string
	Annotations       map[string]string
	DeletionTimestamp string

	// Unread is whether the object may not be read, so that nothing is known about it.
	Unread bool `json:"-"`
}

// Named is what the question is about.
type Named struct {
	Kind      string // such as Deployment
	Resource  string // such as deployments.apps
	Namespace string // empty for cluster-scoped objects
	Name      string
}

// Answer is what "why" says about an object. Its JSON is documented and stable.
type Answer struct {
	Kind       string     `json:"kind"`
	Resource   string     `json:"resource"`
	Namespace  string     `json:"namespace,omitempty"`
	Name       string     `json:"name"`
	Exists     bool       `json:"exists"`
	Unread     bool       `json:"unread,omitempty"` // whether the object may not be read
	Covered    bool       `json:"covered"`
	Bypassed   bool       `json:"bypassed"`
	Policies   []string   `json:"policies,omitempty"`
	Terms      []string   `json:"terms,omitempty"`
	Stuck      []Stuck    `json:"stuck,omitempty"`
	Deletions  []Deletion `json:"deletions,omitempty"`
	Conclusion string     `json:"conclusion"`
	Next       []string   `json:"next,omitempty"`
}

// Deletion is a record of the object.
type Deletion struct {
	Record    string `json:"record"`
	Namespace string `json:"namespace"`
	State     string `json:"state"`
	Deleted   string `json:"deleted"`
	Purge     string `json:"purge,omitempty"`
	By        string `json:"by,omitempty"`
	LegalHold bool   `json:"legalHold,omitempty"`
	Reason    string `json:"reason,omitempty"`
	Message   string `json:"message,omitempty"`
}

// Why explains the coverage of an object.
//
// live is nil if the object does not exist; policies are all policies; records are those of the
// object.
func Why(of Named, live *Live, policies []Policy, records []record.Record) Answer {
	a := Answer{Kind: of.Kind, Resource: of.Resource, Namespace: of.Namespace, Name: of.Name,
		Exists: live != nil && !live.Unread, Unread: live != nil && live.Unread}
	for _, r := range records {
		a.Deletions = append(a.Deletions, deletion(r))
	}
	for _, p := range policies {
		for _, s := range p.Status.Stuck {
			if s.Resource == of.Resource && s.Namespace == of.Namespace && (s.Name == of.Name || s.Name == "*") {
				a.Stuck = once(a.Stuck, s)
			}
		}
	}
	if live != nil {
		a.finalizers(*live)
		a.terms(policies)
	}
	a.conclude(live, policies)
	return a
}

func deletion(r record.Record) Deletion {
	d := Deletion{Record: r.Metadata.Name, Namespace: r.Metadata.Namespace, State: r.State(), Deleted: r.Spec.DeletionTime,
		Purge: r.Spec.PurgeTime, By: r.Spec.DeletedBy.Username, LegalHold: r.Spec.LegalHold}
	for _, kind := range []string{"Restored", "Purged", "RestorePossible"} {
		if c := r.Condition(kind); c.Message != "" {
			d.Reason, d.Message = c.Reason, c.Message
			break
		}
	}
	return d
}

func (a *Answer) finalizers(live Live) {
	for _, f := range live.Finalizers {
		switch {
		case f == retain:
			a.Covered = true
		case f == bypass:
			a.Bypassed = true
		case strings.HasPrefix(f, terms):
			a.Policies = append(a.Policies, strings.TrimPrefix(f, terms))
		}
	}
	if own := live.Annotations["softdelete.dev/retention"]; own != "" {
		a.Terms = append(a.Terms, "the object asks for a retention of "+own+", which counts within the bounds of its policies")
	}
}

func (a *Answer) terms(policies []Policy) {
	for _, name := range a.Policies {
		text := "policy " + name + ": it is gone; its terms still apply"
		for _, p := range policies {
			if p.Metadata.Name != name {
				continue
			}
			text = fmt.Sprintf("policy %s: retention %s, mode %s, onRecreate %s", name, orDefault(p.Spec.Retention, "48h"),
				orDefault(p.Spec.Mode, "Archive"), orDefault(p.Spec.OnRecreate, "Reject"))
			if p.Spec.PurgeProtection {
				text += ", purge protection"
			}
		}
		a.Terms = append(a.Terms, text)
	}
}

func orDefault(value, by string) string {
	if value == "" {
		return by
	}
	return value
}

func (a *Answer) conclude(live *Live, policies []Policy) {
	what := record.Resource{Kind: a.Kind, Namespace: a.Namespace, Name: a.Name}.String()
	if len(a.Stuck) > 0 {
		a.Next = append(a.Next, "It is stuck; the reason above says what to do.")
	}
	switch {
	case a.Unread:
		a.Conclusion = "Whether " + what + " exists and is covered is not known: you may not read it."
		if len(a.Deletions) > 0 {
			a.Conclusion += " Deletions of it are recorded."
		}
	case live == nil && len(a.Deletions) > 0:
		a.Conclusion = what + " does not exist. Its deletions are recorded."
	case live == nil:
		a.Conclusion = what + " does not exist, and no deletion of it is recorded: it was covered by no policy when it was deleted, or is purged."
		a.Next = append(a.Next, "To see everything that is recorded: kubectl undelete list -A")
	case a.Covered && live.DeletionTimestamp != "":
		a.Conclusion = what + " is deleted and still exists, because it is held until its copy is stored, restored or purged."
		if len(a.Deletions) == 0 && len(a.Stuck) == 0 {
			a.Next = append(a.Next, "No record of this deletion exists yet. If that lasts, see whether the operator runs: kubectl undelete status")
		}
	case a.Bypassed:
		a.Conclusion = what + " is covered, but its next delete is permanent: somebody who may has set softdelete.dev/bypass."
	case a.Covered:
		a.Conclusion = what + " is covered: it can be restored after a delete."
	default:
		a.Conclusion = what + " is not covered: a delete of it is permanent."
		a.notCovered(policies)
	}
}

func (a *Answer) notCovered(policies []Policy) {
	found := false
	for _, p := range policies {
		if !p.Covers(a.Resource) {
			continue
		}
		found = true
		text := "Policy " + p.Metadata.Name + " covers " + a.Resource
		if r := p.Restrictions(); len(r) > 0 {
			text += ", as far as these allow it: " + strings.Join(r, ", ")
		}
		if ready := p.Ready(); ready.Status != "True" {
			text += ". It is not in force: " + ready.Reason + ": " + ready.Message
		}
		a.Next = append(a.Next, text)
	}
	if found {
		a.Next = append(a.Next, "Some objects are never covered, such as those that a built-in workload owns: see docs/policies.md.")
	} else {
		a.Next = append(a.Next, "No policy covers "+a.Resource+". To see the policies: kubectl undelete status")
	}
}
