package coverage

import (
	"crypto/x509"
	"encoding/pem"
	"time"

	"softdelete.dev/cli/internal/record"
)

// Status is what "status" says. Its JSON is documented and stable.
type Status struct {
	Policies     []PolicyStatus `json:"policies"`
	Operator     *Operator      `json:"operator,omitempty"`
	Certificates []Certificate  `json:"certificates,omitempty"`
	Stuck        []Stuck        `json:"stuck"`
	NearLimits   []NearLimit    `json:"nearLimits"`
	Purges       []WaitingPurge `json:"waitingPurges"`
	Unreadable   []string       `json:"unreadable,omitempty"`
}

// PolicyStatus is a policy in short.
type PolicyStatus struct {
	Name      string `json:"name"`
	Ready     string `json:"ready"`
	Reason    string `json:"reason,omitempty"`
	Message   string `json:"message,omitempty"`
	Records   int    `json:"records"`
	Protected int    `json:"protectedObjects"`
	Stuck     int    `json:"stuck"`
	// Observes is set for a policy that protects nothing and only counts.
	Observes    bool         `json:"observes,omitempty"`
	Observation *Observation `json:"observation,omitempty"`
}

// Operator is what runs.
type Operator struct {
	Wanted  int    `json:"replicas"`
	Ready   int    `json:"readyReplicas"`
	Image   string `json:"image,omitempty"`
	Leader  string `json:"leader,omitempty"`
	Renewed string `json:"leaseRenewed,omitempty"`
}

// Certificate is an authority that the API server trusts when it calls the webhook.
type Certificate struct {
	Subject string `json:"subject"`
	Expires string `json:"expires"`
}

// WaitingPurge is a purge that was requested and is not done.
type WaitingPurge struct {
	Record    string `json:"record"`
	Namespace string `json:"namespace"`
	Object    string `json:"object"`
	Reason    string `json:"reason,omitempty"`
	Message   string `json:"message,omitempty"`
}

// Add adds what the policies say.
func (s *Status) Add(policies []Policy) {
	for _, p := range policies {
		ready := p.Ready()
		status := ready.Status
		if status == "" {
			status = "Unknown"
		}
		short := PolicyStatus{Name: p.Metadata.Name, Ready: status, Records: p.Status.Counts.Records,
			Protected: p.Status.Counts.ProtectedObjects, Stuck: p.Status.Counts.Stuck}
		if status != "True" {
			short.Reason, short.Message = ready.Reason, ready.Message
		}
		if p.Observes() {
			short.Observes, short.Observation = true, p.Status.Observation
		}
		s.Policies = append(s.Policies, short)
		for _, stuck := range p.Status.Stuck {
			s.Stuck = once(s.Stuck, stuck)
		}
		s.NearLimits = append(s.NearLimits, p.Status.NearLimits...)
	}
}

// once adds an object that is stuck, unless another policy has said so already: each policy that
// covers an object says that it is stuck.
func once(all []Stuck, stuck Stuck) []Stuck {
	for _, s := range all {
		if s.Resource == stuck.Resource && s.Namespace == stuck.Namespace && s.Name == stuck.Name {
			return all
		}
	}
	return append(all, stuck)
}

// AddPurges adds the records whose purge is requested and not done.
func (s *Status) AddPurges(records []record.Record) {
	for _, r := range records {
		c := r.Condition("Purged")
		if r.Metadata.DeletionTimestamp == "" && c.Status != "False" {
			continue
		}
		s.Purges = append(s.Purges, WaitingPurge{Record: r.Metadata.Name, Namespace: r.Metadata.Namespace,
			Object: r.Spec.Resource.String(), Reason: c.Reason, Message: c.Message})
	}
}

// AddAuthorities adds the certificates of a PEM.
func (s *Status) AddAuthorities(text []byte) {
	for {
		var block *pem.Block
		if block, text = pem.Decode(text); block == nil {
			return
		}
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			continue
		}
		s.Certificates = append(s.Certificates, Certificate{Subject: certificate.Subject.String(),
			Expires: certificate.NotAfter.UTC().Format(time.RFC3339)})
	}
}

// LeaderSilent tells whether the leader has not renewed its lease for so long that it is gone.
func (o Operator) LeaderSilent(now time.Time) bool {
	renewed, err := time.Parse(time.RFC3339Nano, o.Renewed)
	return o.Leader == "" || err != nil || now.Sub(renewed) > time.Minute
}
