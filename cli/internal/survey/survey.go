// Package survey reads the state of the operator and its policies, as far as the user may read it.
package survey

import (
	"context"
	"strings"

	"softdelete.dev/cli/internal/cluster"
	"softdelete.dev/cli/internal/coverage"
	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/record"
)

// Read reads what the user may read. operator is the namespace of the operator. The purges of
// namespace are read where the user may not see those of all namespaces.
func Read(ctx context.Context, client *cluster.Client, operator, namespace string) (coverage.Status, error) {
	s := coverage.Status{Policies: []coverage.PolicyStatus{}, Stuck: []coverage.Stuck{}, NearLimits: []coverage.NearLimit{},
		Purges: []coverage.WaitingPurge{}}
	policies, err := client.Policies(ctx)
	if err := unreadable(&s, err); err != nil {
		return s, err
	}
	s.Add(policies)
	replicas, err := client.Replicas(ctx, operator)
	deployed := err == nil
	if err := unreadable(&s, err); err != nil {
		return s, err
	}
	lease, err := client.Lease(ctx, operator)
	if err := unreadable(&s, err); err != nil {
		return s, err
	}
	if deployed || err == nil {
		s.Operator = &coverage.Operator{Wanted: replicas.Wanted, Ready: replicas.Ready, Image: replicas.Image,
			Leader: lease.Holder, Renewed: lease.Renewed}
	}
	authorities, err := client.Authorities(ctx)
	if err := unreadable(&s, err); err != nil {
		return s, err
	}
	s.AddAuthorities(authorities)
	return s, readPurges(ctx, client, namespace, &s)
}

// readPurges reads the purges that wait in all namespaces, or in one where the user may not see all.
func readPurges(ctx context.Context, client *cluster.Client, namespace string, s *coverage.Status) error {
	add := func(page []record.Record) error {
		s.AddPurges(page)
		return nil
	}
	err := client.Records(ctx, cluster.Query{}, add)
	if failure.CodeOf(err) == failure.Forbidden {
		s.Unreadable = append(s.Unreadable, OneLine(err))
		err = client.Records(ctx, cluster.Query{Namespace: namespace}, add)
	}
	return unreadable(s, err)
}

// unreadable notes that something may not be read or is not there. Other errors are returned.
func unreadable(s *coverage.Status, err error) error {
	switch failure.CodeOf(err) {
	case failure.Forbidden, failure.NotFound:
		s.Unreadable = append(s.Unreadable, OneLine(err))
		return nil
	default:
		return err
	}
}

// OneLine returns the text of an error without line breaks.
func OneLine(err error) string {
	return strings.ReplaceAll(err.Error(), "\n", " ")
}
