package search_test

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/rest"

	"softdelete.dev/cli/internal/choose"
	"softdelete.dev/cli/internal/cluster"
	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/fakeapi"
	"softdelete.dev/cli/internal/search"
	"softdelete.dev/cli/internal/target"
)

const (
	path = "GET /apis/softdelete.dev/v1/namespaces/%s/deletedresources"
	none = `{"metadata":{},"items":[]}`
)

func deletion(name, kind, namespace, group string) string {
	return fmt.Sprintf(`{"metadata":{"name":"r-%[1]s","uid":"%[1]s"},"spec":{"resource":{"apiVersion":"v1","kind":%[2]q,"resource":%[5]q,
		"namespace":%[3]q,"name":%[1]q,"uid":"uid-%[1]s"},"deletionGroup":%[4]q}}`, name, kind, namespace, group, strings.ToLower(kind)+"s")
}

func list(items ...string) string {
	return `{"metadata":{},"items":[` + strings.Join(items, ",") + `]}`
}

func in(t *testing.T, api *fakeapi.Server, namespace string) search.Search {
	t.Helper()
	client, err := cluster.New(&rest.Config{Host: api.URL()}, nil)
	if err != nil {
		t.Fatal(err)
	}
	mapper := meta.NewDefaultRESTMapper(nil)
	mapper.Add(schema.GroupVersionKind{Version: "v1", Kind: "ConfigMap"}, meta.RESTScopeNamespace)
	mapper.Add(schema.GroupVersionKind{Version: "v1", Kind: "Namespace"}, meta.RESTScopeRoot)
	return search.Search{Client: client, Mapper: func() (meta.RESTMapper, error) { return mapper, nil },
		Namespace: namespace, Operator: "ops"}
}

func at(namespace string) string { return fmt.Sprintf(path, namespace) }

func find(t *testing.T, s search.Search, word string) (string, error) {
	t.Helper()
	targets, err := target.Parse([]string{word})
	if err != nil {
		t.Fatal(err)
	}
	records, err := s.Target(context.Background(), targets[0])
	var names []string
	for _, r := range records {
		names = append(names, r.Metadata.Name)
	}
	return strings.Join(names, " "), err
}

func TestTheNamespaceIsLookedAtFirst(t *testing.T) {
	api := fakeapi.New(t).On(at("shop"), 200, list(deletion("a", "ConfigMap", "shop", "")))
	if got, err := find(t, in(t, api, "shop"), "configmap/a"); got != "r-a" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	if sent := len(api.Sent); sent != 1 {
		t.Errorf("%d requests", sent)
	}
	query, _ := url.QueryUnescape(api.Sent[0])
	if !strings.Contains(query, "fieldSelector=spec.resource.kind=ConfigMap,spec.resource.name=a") {
		t.Errorf("sent %s", query)
	}
}

func TestTheRecordsOfADeletedNamespaceAreWithTheOperator(t *testing.T) {
	api := fakeapi.New(t).On(at("shop"), 200, none).
		On(at("ops"), 200, list(deletion("a", "ConfigMap", "shop", ""), deletion("b", "ConfigMap", "bank", "")))
	if got, err := find(t, in(t, api, "shop"), "configmap/a"); got != "r-a" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestTheRecordsOfClusterScopedObjectsAreWithTheOperator(t *testing.T) {
	api := fakeapi.New(t).On(at("ops"), 200, list(deletion("shop", "Namespace", "", "")))
	if got, err := find(t, in(t, api, "default"), "namespace/shop"); got != "r-shop" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestAKindThatIsNoLongerServedIsFoundByItsName(t *testing.T) {
	api := fakeapi.New(t).On(at("shop"), 200, none).On(at("ops"), 200, list(deletion("w", "Widget", "", "")))
	if got, err := find(t, in(t, api, "shop"), "widget/w"); got != "r-w" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestWhereTheUserMayNotLookIsNamed(t *testing.T) {
	api := fakeapi.New(t).On(at("shop"), 200, none).Forbid(at("ops"), "no")
	_, err := find(t, in(t, api, "shop"), "configmap/a")
	if failure.CodeOf(err) != failure.NotFound || !strings.Contains(err.Error(), "You may not look into namespace ops") {
		t.Errorf("got %v", err)
	}
}

func TestTheNamespaceItselfMustBeReadable(t *testing.T) {
	api := fakeapi.New(t).Forbid(at("shop"), "no")
	if _, err := find(t, in(t, api, "shop"), "configmap/a"); failure.CodeOf(err) != failure.Forbidden {
		t.Errorf("got %v", err)
	}
}

func TestAGroupIsFoundInBothNamespaces(t *testing.T) {
	api := fakeapi.New(t).On(at("shop"), 200, list(deletion("a", "ConfigMap", "shop", "uid-root"), deletion("b", "ConfigMap", "shop", ""))).
		On(at("ops"), 200, list(deletion("root", "Namespace", "", "")))
	records, _, err := in(t, api, "shop").AllOf(context.Background(), choose.Filter{Group: "uid-root", Routine: true}, "")
	if err != nil || len(records) != 2 {
		t.Errorf("got %v, %v", records, err)
	}
}

func TestAGroupIsNamedByAMember(t *testing.T) {
	api := fakeapi.New(t).On(at("shop"), 200, list(deletion("a", "ConfigMap", "shop", "uid-root")))
	for word, want := range map[string]string{
		"configmap/a": "uid-root", "0a1b2c3d-0000-1111-2222-333344445555": "0a1b2c3d-0000-1111-2222-333344445555", "": "",
	} {
		if got, err := in(t, api, "shop").Group(context.Background(), word); got != want || err != nil {
			t.Errorf("%s: got %q, %v", word, got, err)
		}
	}
}
