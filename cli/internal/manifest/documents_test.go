package manifest

import (
	"testing"

	"softdelete.dev/cli/internal/record"
)

const app = `# A comment.
---
apiVersion: v1
kind: ConfigMap
metadata: {name: a}
---
apiVersion: v1
kind: List
items:
- {apiVersion: apps/v1, kind: Deployment, metadata: {name: a, namespace: shop}}
- {apiVersion: apps/v1, kind: Deployment, metadata: {name: a, namespace: bank}}
---
`

func TestDocuments(t *testing.T) {
	for _, c := range []struct {
		name, content string
		want          int
		fails         bool
	}{
		{"nothing", "", 0, false},
		{"a comment", "# nothing\n---\n", 0, false},
		{"an object without content", "{}", 0, false},
		{"JSON", `{"kind": "ConfigMap"}`, 1, false},
		{"several documents and a list", app, 3, false},
		{"an empty list", "kind: List\nitems: []\n", 0, false},
		{"text", "hello", 0, true},
		{"no YAML", "a: b: c", 0, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Documents([]byte(c.content))
			if len(got) != c.want || (err != nil) != c.fails {
				t.Errorf("got %v, %v", got, err)
			}
		})
	}
}

func TestNamed(t *testing.T) {
	objects, err := Documents([]byte(app))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		deleted record.Resource
		want    int
	}{
		{record.Resource{APIVersion: "v1", Kind: "ConfigMap", Namespace: "shop", Name: "a"}, 1},
		{record.Resource{APIVersion: "apps/v1beta1", Kind: "Deployment", Namespace: "shop", Name: "a"}, 1},
		{record.Resource{APIVersion: "acme.dev/v1", Kind: "Deployment", Namespace: "shop", Name: "a"}, 0},
		{record.Resource{APIVersion: "v1", Kind: "ConfigMap", Namespace: "shop", Name: "b"}, 0},
	} {
		if got := Named(objects, c.deleted); len(got) != c.want {
			t.Errorf("%v: got %v", c.deleted, got)
		}
	}
}
