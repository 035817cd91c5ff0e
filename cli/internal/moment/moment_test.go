package moment

import (
	"testing"
	"time"
)

var now = time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)

func TestDuration(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"10m": 10 * time.Minute, "1h30m": 90 * time.Minute, "7d": 168 * time.Hour,
		"": 0, "0s": 0, "0d": 0, "-1h": 0, "7": 0, "99999d": 0, "1d12h": 0, "٣d": 0,
	} {
		got, err := Duration(text)
		if got != want || (err == nil) != (want > 0) {
			t.Errorf("%q: got %v, %v", text, got, err)
		}
	}
}

func TestSince(t *testing.T) {
	for text, want := range map[string]string{
		"10m": "2026-12-01T11:50:00Z", "1d": "2026-11-30T12:00:00Z",
		"2026-11-01": "2026-11-01T00:00:00Z", "2026-11-01T01:00:00+01:00": "2026-11-01T00:00:00Z",
	} {
		got, err := Since(text, now)
		if err != nil || Stamp(got) != want {
			t.Errorf("%q: got %v, %v", text, got, err)
		}
	}
	if _, err := Since("yesterday", now); err == nil {
		t.Error("yesterday is no time")
	}
}

func TestAges(t *testing.T) {
	if got := Ago(now.Add(-90*time.Second), now); got != "90s" {
		t.Error(got)
	}
	if got := Ago(now.Add(time.Minute), now); got != "0s" {
		t.Error("a clock that is behind:", got)
	}
	if got := Until(now.Add(47*time.Hour), now); got != "47h" {
		t.Error(got)
	}
	if got := Until(now, now); got != "due" {
		t.Error(got)
	}
	if got := Until(time.Time{}, now); got != "never" {
		t.Error(got)
	}
}
