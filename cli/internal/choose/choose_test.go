package choose

import (
	"testing"
	"time"

	"softdelete.dev/cli/internal/record"
	"softdelete.dev/cli/internal/target"
)

func deletion(name, deleted string, change ...func(*record.Record)) record.Record {
	r := record.Record{
		Metadata: record.Metadata{Name: name, Namespace: "shop"},
		Spec: record.Spec{
			Resource:     record.Resource{APIVersion: "apps/v1", Kind: "Deployment", Namespace: "shop", NamespaceUID: "n", Name: "web", UID: "uid-" + name},
			DeletionTime: deleted,
		},
		Status: record.Status{State: record.Deleted},
	}
	for _, c := range change {
		c(&r)
	}
	return r
}

func routine(r *record.Record)  { r.Spec.Routine = true }
func restored(r *record.Record) { r.Status.State = record.Restored }
func by(who string) func(*record.Record) {
	return func(r *record.Record) { r.Spec.DeletedBy.Username = who }
}
func version(v string) func(*record.Record) {
	return func(r *record.Record) { r.Spec.Resource.ResourceVersion = v }
}
func kind(k string) func(*record.Record) { return func(r *record.Record) { r.Spec.Resource.Kind = k } }
func member(root string) func(*record.Record) {
	return func(r *record.Record) { r.Spec.DeletionGroup = root }
}
func incarnation(n string) func(*record.Record) {
	return func(r *record.Record) { r.Spec.Resource.NamespaceUID = n }
}

const (
	t1 = "2026-12-01T10:00:00Z"
	t2 = "2026-12-01T11:00:00Z"
	t3 = "2026-12-01T12:00:00Z"
)

func TestNewest(t *testing.T) {
	for _, c := range []struct {
		name    string
		records []record.Record
		want    string
		several int
		earlier int
		routine bool
	}{
		{"nothing", nil, "", 0, 0, false},
		{"the only one", []record.Record{deletion("a", t1)}, "a", 0, 0, false},
		{"the newest of one name", []record.Record{deletion("a", t1), deletion("b", t2)}, "b", 0, 1, false},
		{"of one second, the later", []record.Record{deletion("a", t1, version("9")), deletion("b", t1, version("10"))}, "b", 0, 1, false},
		{"not the routine one", []record.Record{deletion("a", t1), deletion("b", t2, routine)}, "a", 0, 1, true},
		{"the routine one if there is no other", []record.Record{deletion("a", t1, routine), deletion("b", t2, routine)}, "b", 0, 1, false},
		{"not one that is back", []record.Record{deletion("a", t1), deletion("b", t2, restored)}, "a", 0, 0, false},
		{"one that is back if there is no other", []record.Record{deletion("b", t2, restored)}, "b", 0, 0, false},
		{"two kinds", []record.Record{deletion("a", t1), deletion("b", t2, kind("Ingress"))}, "", 2, 0, false},
		{"two namespaces of one name", []record.Record{deletion("a", t1), deletion("b", t2, incarnation("m"))}, "", 2, 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Newest(c.records, record.Deleted, record.Restored)
			name := ""
			if got.One != nil {
				name = got.One.Metadata.Name
			}
			if name != c.want || len(got.Several) != c.several || got.Earlier != c.earlier || got.Routine != c.routine {
				t.Errorf("got %q, %+v", name, got)
			}
		})
	}
}

func TestOnlyDoesNotChooseAmongSeveral(t *testing.T) {
	if got := Only([]record.Record{deletion("a", t1), deletion("b", t2)}, record.States...); got.One != nil || got.Several[0].Metadata.Name != "b" {
		t.Errorf("got %+v", got)
	}
	if got := Only([]record.Record{deletion("a", t1), deletion("b", t2, restored)}, record.States...); got.One == nil {
		t.Error("the only one that is still deleted")
	}
}

func TestMatch(t *testing.T) {
	at := func(s string) time.Time { p, _ := time.Parse(time.RFC3339, s); return p }
	r := deletion("a", t2, by("ann"), member("root"))
	for _, c := range []struct {
		name   string
		filter Filter
		record record.Record
		want   bool
	}{
		{"no restriction", Filter{}, r, true},
		{"the kind", Filter{Kinds: target.Kinds{Word: "deployment"}}, r, true},
		{"another kind", Filter{Kinds: target.Kinds{Word: "secret"}}, r, false},
		{"the name", Filter{Name: "web"}, r, true},
		{"another name", Filter{Name: "web-2"}, r, false},
		{"who", Filter{By: "ann"}, r, true},
		{"somebody else", Filter{By: "an"}, r, false},
		{"since before", Filter{Since: at(t1)}, r, true},
		{"since that moment", Filter{Since: at(t2)}, r, true},
		{"since after", Filter{Since: at(t3)}, r, false},
		{"the state", Filter{State: record.Deleted}, r, true},
		{"another state", Filter{State: record.Restored}, r, false},
		{"the group", Filter{Group: "root"}, r, true},
		{"the root of the group", Filter{Group: "uid-a"}, r, true},
		{"another group", Filter{Group: "other"}, r, false},
		{"a routine deletion", Filter{}, deletion("a", t1, routine), false},
		{"a routine deletion that is asked for", Filter{Routine: true}, deletion("a", t1, routine), true},
		{"of the namespace", Filter{Of: "shop"}, r, true},
		{"of another namespace", Filter{Of: "bank"}, r, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.filter.Match(c.record); got != c.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestARootStandsForItsMembers(t *testing.T) {
	got := WithoutMembers([]record.Record{deletion("root", t1), deletion("m", t1, member("uid-root")), deletion("other", t1, member("uid-gone"))})
	if len(got) != 2 || got[0].Metadata.Name != "root" || got[1].Metadata.Name != "other" {
		t.Errorf("got %v", got)
	}
}
