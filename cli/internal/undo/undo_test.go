package undo

import (
	"encoding/json"
	"strings"
	"testing"

	"softdelete.dev/cli/internal/record"
)

// now returns a record with a request of the id "7".
func now(state, requested, seen string, conditions ...record.Condition) record.Record {
	r := record.Record{
		Metadata: record.Metadata{Name: "configmap-a-0a1b", Namespace: "shop", Annotations: map[string]string{}},
		Spec:     record.Spec{RestoreRequestID: "7", Resource: record.Resource{Kind: "ConfigMap", Namespace: "shop", Name: "a"}},
		Status: record.Status{State: state, RestoreRequest: record.Request{ID: seen}, Conditions: conditions,
			RestoredAs: &record.Place{Namespace: "shop", Name: "a", UID: "new"}},
	}
	if requested != "" {
		r.Metadata.Annotations[record.Restore] = requested
	}
	return r
}

func condition(kind, status, reason string) record.Condition {
	return record.Condition{Type: kind, Status: status, Reason: reason, Message: "message of " + reason}
}

func TestProgressOfARestore(t *testing.T) {
	before := now(record.Deleted, "true", "")
	for _, c := range []struct {
		name string
		now  record.Record
		want Phase
	}{
		{"the operator has not seen it", now(record.Deleted, "true", ""), Pending},
		{"the status is of an earlier request", now(record.Deleted, "true", "6", condition("Restored", "False", "Forbidden")), Pending},
		{"it is being created", now(record.Restoring, "true", "7", condition("Restored", "False", "Restoring")), Pending},
		{"its group follows", now(record.Restoring, "true", "7", condition("Restored", "False", "RestoringGroup")), Pending},
		{"the name is taken", now(record.Deleted, "true", "7", condition("Restored", "False", "NameConflict")), Blocked},
		{"a refusal that is not final yet", now(record.Deleted, "true", "7", condition("Restored", "False", "Invalid")), Pending},
		{"it waits for its volume", now(record.Restoring, "true", "7", condition("Restored", "False", "VolumePending")), Pending},
		{"it may not be created", now(record.Deleted, "", "7", condition("Restored", "False", "Forbidden")), Failed},
		{"a reason of a later operator", now(record.Deleted, "", "7", condition("Restored", "False", "Surprise")), Failed},
		{"it is back", now(record.Restored, "true", "7", condition("Restored", "True", "Restored")), Done},
		{"it is back without all of it", now(record.Restored, "", "7", condition("Restored", "True", "Incomplete")), Done},
		{"somebody has withdrawn it", now(record.Deleted, "", ""), Failed},
		{"it is purged", now(record.Purging, "", "7"), Failed},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Of(before, c.now); got.Phase != c.want {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestProgressOfAFurtherRestore(t *testing.T) {
	kept := condition("Restored", "True", "Kept")
	before := now(record.Restored, "true", "6", kept)
	before.Status.RestoredAs = &record.Place{UID: "first"}
	same := now(record.Restored, "", "7", kept, condition("RestorePossible", "False", "NameConflict"))
	same.Status.RestoredAs = before.Status.RestoredAs

	if got := Of(before, before); got.Phase != Pending {
		t.Errorf("not seen: %+v", got)
	}
	if got := Of(before, now(record.Restored, "", "7", kept)); got.Phase != Done {
		t.Errorf("restored: %+v", got)
	}
	if got := Of(before, same); got.Phase != Failed || got.Reason != "NameConflict" {
		t.Errorf("refused: %+v", got)
	}
}

func TestProgressOfAPreview(t *testing.T) {
	for _, c := range []struct {
		now  record.Record
		want Phase
	}{
		{now(record.Deleted, "dry-run", ""), Pending},
		{now(record.Deleted, "", "", condition("RestorePossible", "True", "Possible")), Done},
		{now(record.Deleted, "", "", condition("RestorePossible", "False", "NameConflict")), Failed},
	} {
		if got := Preview(c.now); got.Phase != c.want {
			t.Errorf("got %+v", got)
		}
	}
}

func TestObjections(t *testing.T) {
	for _, c := range []struct {
		name    string
		request Request
		record  record.Record
		want    string
	}{
		{"deleted", Request{}, now(record.Deleted, "", ""), ""},
		{"requested again", Request{}, now(record.Deleted, "true", "7"), ""},
		{"kept", Request{}, now(record.Restored, "", "", condition("Restored", "True", "Kept")), ""},
		{"incomplete", Request{}, now(record.Restored, "", "", condition("Restored", "True", "Incomplete")), ""},
		{"restored", Request{}, now(record.Restored, "", "", condition("Restored", "True", "Restored")), "restored already as shop/a"},
		{"being purged", Request{}, now(record.Purging, "", ""), "its purge has begun"},
		{"a preview in place of a request", Request{Preview: true}, now(record.Deleted, "true", "7"), "a preview would take its place"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := c.request.Objection(c.record)
			if (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestThePatchSaysWhereAndRemovesWhatAnEarlierRequestSaid(t *testing.T) {
	for _, c := range []struct {
		request Request
		want    string
	}{
		{Request{}, `{"softdelete.dev/restore":"true","softdelete.dev/restore-as":null,"softdelete.dev/restore-namespace":null,"softdelete.dev/restore-over":null}`},
		{Request{ToName: "b", ToNamespace: "bank", Over: true}, `{"softdelete.dev/restore":"true","softdelete.dev/restore-as":"b","softdelete.dev/restore-namespace":"bank","softdelete.dev/restore-over":"true"}`},
		{Request{Preview: true}, `{"softdelete.dev/restore":"dry-run","softdelete.dev/restore-as":null,"softdelete.dev/restore-namespace":null,"softdelete.dev/restore-over":null}`},
	} {
		got, _ := json.Marshal(c.request.Patch())
		if want := `{"metadata":{"annotations":` + c.want + `}}`; string(got) != want {
			t.Errorf("got %s", got)
		}
	}
}

func TestTheNamespaceThatIsMissingIsThatOfTheRequest(t *testing.T) {
	elsewhere := now(record.Deleted, "true", "")
	elsewhere.Metadata.Annotations[record.RestoreNamespace] = "bank"
	ended := now(record.Deleted, "", "")
	for _, c := range []struct {
		name    string
		advice  string
		want    string
		without string
	}{
		{"its own", Request{}.Advice("NamespaceMissing", ended), "kubectl undelete namespace/shop\n", "create namespace"},
		{"another one", Request{ToNamespace: "bank"}.Advice("NamespaceMissing", ended), "kubectl create namespace bank\n", "namespace/shop"},
		{"its own, as asked", Request{ToNamespace: "shop"}.Advice("NamespaceMissing", ended), "kubectl undelete namespace/shop\n", "create namespace"},
		{"another one, by its record", Advice("NamespaceMissing", elsewhere), "kubectl undelete namespace/bank\n", "namespace/shop"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(c.advice, c.want) || strings.Contains(c.advice, c.without) {
				t.Errorf("got %q", c.advice)
			}
		})
	}
}

// The reasons of docs/using.md.
func TestEveryReasonHasAnAdvice(t *testing.T) {
	for _, reason := range []string{"NameConflict", "VolumePending", "CreateUnderWay", "StillTerminating", "NamespaceMissing",
		"KindNotServed", "QuotaExceeded", "Forbidden", "RequestExpired", "Invalid", "SnapshotCorrupt"} {
		if Advice(reason, now(record.Deleted, "", "")) == "" {
			t.Errorf("no advice for %s", reason)
		}
	}
}
