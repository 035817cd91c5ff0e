package command

import (
	"context"
	"fmt"
	"time"

	"softdelete.dev/cli/internal/choose"
	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/moment"
	"softdelete.dev/cli/internal/record"
	"softdelete.dev/cli/internal/search"
)

// plan says what will happen.
func (a *App) plan(records []record.Record, members map[string]int, now time.Time) {
	for i, r := range records {
		if i == 2*many {
			a.Terminal.Notef("and %d more", len(records)-i)
			break
		}
		with := ""
		if n := members[r.Metadata.UID]; n > 0 {
			with = fmt.Sprintf(", with %d object(s) that were deleted with it", n)
		}
		a.Terminal.Notef("%s, deleted %s ago by %s%s", r.Spec.Resource.String(), moment.Ago(r.DeletedAt(), now),
			orUnknown(r.Spec.DeletedBy.Username), with)
	}
}

func total(members map[string]int) int {
	sum := 0
	for _, n := range members {
		sum += n
	}
	return sum
}

// members counts the records of what was deleted with each record, by the uid of the record. Where
// the user may not look, nothing is counted: the operator says how far it is.
func (a *App) members(ctx context.Context, s search.Search, records []record.Record) map[string]int {
	counts := map[string]int{}
	if len(records) > many {
		return counts // it is shown what will happen in any case
	}
	for _, r := range records {
		root := r.Spec.Resource.UID
		in := s
		in.All = s.All || r.Spec.Resource.Kind == "CustomResourceDefinition"
		in.Namespace = r.Metadata.Namespace
		_, err := in.Each(ctx, choose.Filter{Group: root, State: record.Deleted, Routine: true},
			record.GroupLabel+"="+root, func(page []record.Record) error {
				counts[r.Metadata.UID] += len(page)
				return nil
			})
		if err != nil && failure.CodeOf(err) != failure.Forbidden {
			return counts
		}
	}
	return counts
}
