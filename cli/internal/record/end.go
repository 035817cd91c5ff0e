package record

import "time"

// restoredStays is how long the operator keeps the record of what is restored.
const restoredStays = time.Hour

// EndsAt returns when the record is gone; the zero time if it is kept indefinitely. What is restored
// no longer waits for its purge time: its record ends an hour after the restore, unless its copy is
// kept. It returns false if the record does not say when it was restored.
func (r Record) EndsAt() (time.Time, bool) {
	if r.State() != Restored {
		return r.PurgedAt(), true
	}
	if r.Spec.LegalHold {
		return time.Time{}, true
	}
	restored := r.Condition("Restored")
	at := parse(restored.LastTransitionTime)
	if restored.Status != "True" || at.IsZero() {
		return time.Time{}, false
	}
	end, purged := at.Add(restoredStays), r.PurgedAt()
	switch {
	case restored.Reason == "Restored":
		return end, true
	case purged.IsZero() || purged.After(end):
		return purged, true
	default:
		return end, true
	}
}
