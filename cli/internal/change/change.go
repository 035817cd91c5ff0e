// Package change has the patches with which a user changes a record.
package change

import (
	"time"

	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/moment"
	"softdelete.dev/cli/internal/record"
)

func spec(field string, value any) map[string]any {
	return map[string]any{"spec": map[string]any{field: value}}
}

// LegalHold returns the patch that sets or lifts a legal hold; nil if there is nothing to do.
func LegalHold(r record.Record, set bool) map[string]any {
	if r.Spec.LegalHold == set {
		return nil
	}
	return spec("legalHold", set)
}

// End says until when a record is kept: for a period from now, or until a time. One of them is empty.
type End struct {
	For     string // such as 36h or 30d
	Until   string // such as 2027-01-31, 2027-01-31T12:00:00Z or Indefinite
	Shorten bool   // whether it may be earlier than planned
}

// PurgeTime returns the patch that moves the purge time of a record. An earlier time that is not
// allowed is a failure with the code Refused.
func PurgeTime(r record.Record, now time.Time, end End) (map[string]any, error) {
	if (end.For == "") == (end.Until == "") {
		return nil, failure.Of(failure.Usage, "Say either for how long or until when it is kept.")
	}
	if moment.IsIndefinite(end.Until) {
		return spec("purgeTime", nil), nil
	}
	var until time.Time
	if d, err := moment.Duration(end.For); end.For != "" {
		if err != nil {
			return nil, failure.Of(failure.Usage, "%v.", err)
		}
		until = now.Add(d)
	} else if until, err = moment.Time(end.Until); err != nil {
		return nil, failure.Of(failure.Usage, "%v.", err)
	}
	planned := r.PurgedAt()
	if !end.Shorten && (planned.IsZero() || until.Before(planned)) {
		kept := "indefinitely"
		if !planned.IsZero() {
			kept = "until " + r.Spec.PurgeTime
		}
		return nil, failure.Of(failure.Refused, "%s is kept %s already, which is longer than until %s.", r.Spec.Resource, kept, moment.Stamp(until))
	}
	return spec("purgeTime", moment.Stamp(until)), nil
}
