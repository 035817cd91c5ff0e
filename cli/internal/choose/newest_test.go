package choose

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"softdelete.dev/cli/internal/record"
)

// deletedAt reads UID:NAME:MINUTE, with :ROOT for a member of a group, "R" in front of the uid if it
// is routine, and a state after "=".
func deletedAt(text string) record.Record {
	text, state, _ := strings.Cut(text, "=")
	parts := strings.Split(text, ":")
	r := record.Record{Status: record.Status{State: state}}
	r.Spec.Resource = record.Resource{APIVersion: "v1", Kind: "ConfigMap", Namespace: "shop", Name: parts[1], UID: parts[0]}
	r.Spec.Routine = strings.HasPrefix(parts[0], "R")
	r.Spec.DeletionTime = fmt.Sprintf("2026-12-01T10:%s:00Z", parts[2])
	if len(parts) > 3 {
		r.Spec.DeletionGroup = parts[3]
	}
	return r
}

func TestNewestOfEach(t *testing.T) {
	for _, c := range []struct {
		name, records, want string
		left                int
	}{
		{"one of each name", "a:x:01 b:y:02", "a b", 0},
		{"the newest of a name, whatever the order", "a:x:02 b:x:03 c:x:01 d:y:01", "b d", 2},
		{"a routine one gives way", "a:x:01 Rb:x:02", "a", 1},
		{"the newest where all are routine", "Ra:x:01 Rb:x:02", "Rb", 1},
		{"one that is restored is the newest, too", "a:x:01 b:x:02=RESTORED", "b", 1},
		{"one that is being purged gives way", "a:x:01 b:x:02=PURGING", "a", 1},
		{"unless there is no other", "b:x:02=PURGING", "b", 0},
		{"the members of an older one stay with it", "a:x:01 m:y:01:a b:x:02", "b", 2},
		{"the members of the newest come with it", "a:x:01 b:x:02 m:y:02:b", "b m", 1},
		{"a member is newer than one that was deleted alone", "n:y:01 b:x:02 m:y:02:b", "b m", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			var records []record.Record
			for word := range strings.FieldsSeq(c.records) {
				records = append(records, deletedAt(word))
			}
			got, left := NewestOfEach(records)
			var uids []string
			for _, r := range got {
				uids = append(uids, r.Spec.Resource.UID)
			}
			if strings.Join(uids, " ") != c.want || left != c.left {
				t.Errorf("got %v, left %d", uids, left)
			}
		})
	}
}

func TestObjectsOfOtherGroupsKindsAndNamespacesAreOthers(t *testing.T) {
	var records []record.Record
	for _, o := range []record.Resource{
		{APIVersion: "v1", Kind: "ConfigMap", Namespace: "shop", Name: "x", UID: "1"},
		{APIVersion: "v1", Kind: "Secret", Namespace: "shop", Name: "x", UID: "2"},
		{APIVersion: "v1", Kind: "ConfigMap", Namespace: "bank", Name: "x", UID: "3"},
		{APIVersion: "acme.dev/v1", Kind: "ConfigMap", Namespace: "shop", Name: "x", UID: "4"},
		{APIVersion: "acme.dev/v2", Kind: "ConfigMap", Namespace: "shop", Name: "x", UID: "5"},
	} {
		records = append(records, record.Record{Spec: record.Spec{Resource: o, DeletionTime: "2026-12-01T10:0" + o.UID + ":00Z"}})
	}
	before := slices.Clone(records)

	got, left := NewestOfEach(records)

	if len(got) != 4 || left != 1 || got[3].Spec.Resource.UID != "5" {
		t.Errorf("got %v, left %d", got, left)
	}
	for i := range before {
		if before[i].Spec.Resource != records[i].Spec.Resource {
			t.Error("the argument was changed")
		}
	}
}
