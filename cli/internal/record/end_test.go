package record

import "testing"

func TestWhenARecordIsGone(t *testing.T) {
	const purge = "2026-12-09T00:00:00Z"
	restored := func(reason, at string) []Condition {
		return []Condition{{Type: "Restored", Status: "True", Reason: reason, LastTransitionTime: at}}
	}
	for _, c := range []struct {
		name   string
		record Record
		want   string // empty: kept indefinitely; "-": not known
	}{
		{"deleted", Record{Spec: Spec{PurgeTime: purge}}, purge},
		{"deleted, for ever", Record{}, ""},
		{"restored", Record{Spec: Spec{PurgeTime: purge}, Status: Status{State: Restored, Conditions: restored("Restored", "2026-12-01T10:00:00Z")}},
			"2026-12-01T11:00:00Z"},
		{"restored, of what was kept for ever", Record{Status: Status{State: Restored, Conditions: restored("Restored", "2026-12-01T10:00:00Z")}},
			"2026-12-01T11:00:00Z"},
		{"restored and kept", Record{Spec: Spec{PurgeTime: purge}, Status: Status{State: Restored, Conditions: restored("Kept", "2026-12-01T10:00:00Z")}}, purge},
		{"restored and kept for less than an hour", Record{Spec: Spec{PurgeTime: purge}, Status: Status{State: Restored, Conditions: restored("Incomplete", "2026-12-08T23:30:00Z")}},
			"2026-12-09T00:30:00Z"},
		{"restored and held", Record{Spec: Spec{PurgeTime: purge, LegalHold: true}, Status: Status{State: Restored, Conditions: restored("Kept", "2026-12-01T10:00:00Z")}}, ""},
		{"restored, without a condition", Record{Spec: Spec{PurgeTime: purge}, Status: Status{State: Restored}}, "-"},
	} {
		t.Run(c.name, func(t *testing.T) {
			end, known := c.record.EndsAt()
			got := "-"
			if known {
				got = ""
				if !end.IsZero() {
					got = end.Format("2006-01-02T15:04:05Z07:00")
				}
			}
			if got != c.want {
				t.Errorf("got %q", got)
			}
		})
	}
}
