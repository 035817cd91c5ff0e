// Package moment reads and prints times and durations as the API and kubectl write them.
package moment

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/util/duration"
)

var days = regexp.MustCompile(`^([0-9]{1,5})d$`)

// Duration reads a Go duration, such as 36h or 1h30m, or whole days, such as 30d. It is positive.
func Duration(text string) (time.Duration, error) {
	if m := days.FindStringSubmatch(text); m != nil {
		n, _ := strconv.Atoi(m[1])
		if n > 0 && n <= 36500 {
			return time.Duration(n) * 24 * time.Hour, nil
		}
	} else if d, err := time.ParseDuration(text); err == nil && d > 0 {
		return d, nil
	}
	return 0, fmt.Errorf("%q is not a duration such as 10m, 36h or 7d", text)
}

// Time reads a time in RFC 3339, or a date, which stands for its begin in UTC.
func Time(text string) (time.Time, error) {
	for _, layout := range []string{time.RFC3339Nano, time.DateOnly} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is not a time such as 2027-01-31 or 2027-01-31T12:00:00Z", text)
}

// Since returns the begin of a period: that long ago, or from that time on.
func Since(text string, now time.Time) (time.Time, error) {
	if d, err := Duration(text); err == nil {
		return now.Add(-d), nil
	}
	if t, err := Time(text); err == nil {
		return t, nil
	}
	return time.Time{}, fmt.Errorf("%q is neither a duration such as 10m or 7d nor a time such as 2027-01-31T12:00:00Z", text)
}

// Ago returns how long ago it was, as kubectl prints ages.
func Ago(t, now time.Time) string {
	if t.IsZero() {
		return "<unknown>"
	}
	return duration.HumanDuration(max(now.Sub(t), 0))
}

// Until returns how long it takes until then, as kubectl prints ages.
func Until(t, now time.Time) string {
	if t.IsZero() {
		return "never"
	}
	if !t.After(now) {
		return "due"
	}
	return duration.HumanDuration(t.Sub(now))
}

// Stamp returns the time as records have it.
func Stamp(t time.Time) string {
	return t.UTC().Truncate(time.Second).Format(time.RFC3339)
}

// IsIndefinite tells whether the text is the retention that has no end.
func IsIndefinite(text string) bool {
	return strings.EqualFold(text, "Indefinite")
}
