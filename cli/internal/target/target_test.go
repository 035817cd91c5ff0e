package target

import (
	"reflect"
	"testing"

	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"softdelete.dev/cli/internal/record"
)

func TestParse(t *testing.T) {
	for arg, want := range map[string]Target{
		"deployment-web-0a1b2c3d4e":        {Record: "deployment-web-0a1b2c3d4e"},
		"deployment/web":                   {Kind: "deployment", Name: "web"},
		"deployments.apps/web":             {Kind: "deployments.apps", Name: "web"},
		"clusterrole/system:x":             {Kind: "clusterrole", Name: "system:x"},
		"deleted/r":                        {Record: "r"},
		"deletedresource.softdelete.dev/r": {Record: "r"},
	} {
		got, err := Parse([]string{arg})
		if err != nil || !reflect.DeepEqual(got, []Target{want}) {
			t.Errorf("%s: got %v, %v", arg, got, err)
		}
	}
	for _, arg := range []string{"", ".", "..", "/", "a/", "/b", "a/b/c"} {
		if got, err := Parse([]string{arg}); err == nil {
			t.Errorf("%q: got %v", arg, got)
		}
	}
}

func TestParseList(t *testing.T) {
	for _, c := range []struct {
		args []string
		want Target
	}{
		{nil, Target{}},
		{[]string{"deploy"}, Target{Kind: "deploy"}},
		{[]string{"deploy", "web"}, Target{Kind: "deploy", Name: "web"}},
		{[]string{"deploy/web"}, Target{Kind: "deploy", Name: "web"}},
	} {
		got, err := ParseList(c.args)
		if err != nil || got != c.want {
			t.Errorf("%v: got %v, %v", c.args, got, err)
		}
	}
	if _, err := ParseList([]string{"a", "b", "c"}); err == nil {
		t.Error("three words are no kind and name")
	}
}

func mapper() meta.RESTMapper {
	m := meta.NewDefaultRESTMapper(nil)
	m.Add(schema.GroupVersionKind{Group: "apps", Version: "v1", Kind: "Deployment"}, meta.RESTScopeNamespace)
	m.Add(schema.GroupVersionKind{Version: "v1", Kind: "Namespace"}, meta.RESTScopeRoot)
	m.Add(schema.GroupVersionKind{Group: "networking.k8s.io", Version: "v1", Kind: "Ingress"}, meta.RESTScopeNamespace)
	m.Add(schema.GroupVersionKind{Group: "other.dev", Version: "v1", Kind: "Ingress"}, meta.RESTScopeNamespace)
	return m
}

func TestMatch(t *testing.T) {
	deployment := record.Resource{APIVersion: "apps/v1", Kind: "Deployment", Resource: "deployments"}
	widget := record.Resource{APIVersion: "acme.dev/v1", Kind: "Widget", Resource: "widgets"}
	ingress := record.Resource{APIVersion: "other.dev/v1", Kind: "Ingress", Resource: "ingresses"}
	for _, c := range []struct {
		word     string
		resource record.Resource
		want     bool
	}{
		{"", widget, true},
		{"deployment", deployment, true},
		{"deployments", deployment, true},
		{"deployments.apps", deployment, true},
		{"deployments.v1.apps", deployment, true},
		{"Deployment", deployment, true},
		{"deployment", widget, false},
		{"ingress", ingress, true},
		{"ingresses.networking.k8s.io", ingress, false},
		{"widget", widget, true},
		{"Widgets.acme.dev", widget, true},
		{"widget.other.dev", widget, false},
		{"gadget", widget, false},
	} {
		if got := Resolve(mapper(), c.word).Match(c.resource); got != c.want {
			t.Errorf("%q and %s: got %v", c.word, c.resource.Kind, got)
		}
	}
}

func TestScope(t *testing.T) {
	for word, want := range map[string]bool{"namespace": true, "deployment": false, "widget": false} {
		if got := Resolve(mapper(), word).ClusterScoped(); got != want {
			t.Errorf("%s: got %v", word, got)
		}
	}
	if got := Resolve(mapper(), "ingress"); len(got.Served) != 2 || got.Single() != "Ingress" {
		t.Errorf("got %v", got)
	}
}
