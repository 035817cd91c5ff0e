package command

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"softdelete.dev/cli/internal/fakeapi"
	"softdelete.dev/cli/internal/terminal"
)

const (
	records   = "/apis/softdelete.dev/v1/namespaces/shop/deletedresources"
	operators = "/apis/softdelete.dev/v1/namespaces/soft-delete-system/deletedresources"
	reviews   = "/apis/softdelete.dev/v1/namespaces/shop/deletedresourcereviews"
)

// result is what a command has printed, and how it ended.
type result struct {
	exit     int
	out, err string
}

func run(t testing.TB, api *fakeapi.Server, args ...string) result {
	t.Helper()
	return answer(t, api, "", args...)
}

// answer runs a command as on a terminal where somebody answers; without an answer nobody is there.
func answer(t testing.TB, api *fakeapi.Server, typed string, args ...string) result {
	t.Helper()
	var out, err bytes.Buffer
	term := terminal.New(strings.NewReader(typed), &out, &err, func(string) string { return "" })
	term.Interactive = typed != ""
	exit := Run(context.Background(), term, "/usr/bin/kubectl-undelete", append(args, api.Flags()...))
	return result{exit, out.String(), err.String()}
}

// deletion returns the JSON of a record.
func deletion(kind, name, more, status string) string {
	apiVersion, resource := "v1", strings.ToLower(kind)+"s"
	if kind == "Deployment" {
		apiVersion = "apps/v1"
	}
	return fmt.Sprintf(`{"apiVersion":"softdelete.dev/v1","kind":"DeletedResource","metadata":{"name":"%[2]s-%[3]s-1","namespace":"shop","uid":"r-%[3]s"},
		"spec":{"resource":{"apiVersion":%[1]q,"kind":%[4]q,"resource":%[5]q,"namespace":"shop","name":%[3]q,"uid":"uid-%[3]s"},
		"deletionTime":"2026-12-01T10:00:00Z","purgeTime":"2099-01-01T00:00:00Z"%[6]s},"status":{"state":"DELETED"%[7]s}}`,
		apiVersion, strings.ToLower(kind), name, kind, resource, more, status)
}

func list(items ...string) string {
	return `{"metadata":{},"items":[` + strings.Join(items, ",") + `]}`
}

func contains(t *testing.T, text string, wanted ...string) {
	t.Helper()
	for _, want := range wanted {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in:\n%s", want, text)
		}
	}
}

func TestAListOfManyRecordsIsReadInPages(t *testing.T) {
	api := fakeapi.New(t)
	api.On("GET "+records, 200, `{"metadata":{"continue":"c1"},"items":[`+deletion("ConfigMap", "a", "", "")+`]}`)
	api.On("GET "+records, 200, `{"metadata":{"continue":"c2"},"items":[`+deletion("ConfigMap", "b", "", "")+`]}`)
	api.On("GET "+records, 200, list(deletion("ConfigMap", "c", "", "")))

	got := run(t, api, "list", "-o", "name")

	if got.out != "deletedresource.softdelete.dev/configmap-a-1\ndeletedresource.softdelete.dev/configmap-b-1\ndeletedresource.softdelete.dev/configmap-c-1\n" {
		t.Errorf("got %+v", got)
	}
	contains(t, strings.Join(api.Sent, "\n"), "limit=500", "continue=c1", "continue=c2", "labelSelector=%21softdelete.dev%2Froutine")
}

func TestAListThatTookTooLongGoesOn(t *testing.T) {
	api := fakeapi.New(t)
	api.On("GET "+records, 200, `{"metadata":{"continue":"c1"},"items":[`+deletion("ConfigMap", "a", "", "")+`]}`)
	api.On("GET "+records, 410, `{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Expired","code":410,"message":"expired","metadata":{"continue":"fresh"}}`)
	api.On("GET "+records, 200, list(deletion("ConfigMap", "b", "", "")))

	got := run(t, api, "list", "-o", "name")

	contains(t, got.out, "configmap-a-1", "configmap-b-1")
	contains(t, strings.Join(api.Sent, "\n"), "continue=fresh")
}

func TestJSONIsExactAndSafe(t *testing.T) {
	api := fakeapi.New(t)
	api.On("GET "+records, 200, list(strings.Replace(deletion("ConfigMap", "a", "", ""), `"spec":`, "\"future\":{\"digits\":1.10,\"t\":\"\u202e\"},\"spec\":", 1)))

	contains(t, run(t, api, "list", "-o", "json").out, `"digits": 1.10`, `"t": "\u202e"`, `"kind": "List"`)
	contains(t, run(t, api, "list", "-o", "yaml").out, `digits: 1.10`, `t: "\U0000202E"`, "kind: List\n", "- apiVersion: softdelete.dev/v1\n")
}

func TestTheNamespaceOfWhatWentWithItIsNamed(t *testing.T) {
	api := fakeapi.New(t)
	gone := strings.Replace(deletion("ConfigMap", "a", "", ""), `"namespace":"shop","name":"a"`, `"namespace":"old","name":"a"`, 1)
	api.On("GET /apis/softdelete.dev/v1/deletedresources", 200, list(gone, deletion("ConfigMap", "b", "", "")))

	contains(t, run(t, api, "list", "-A").out, "shop        ConfigMap   old/a   DELETED", "shop        ConfigMap   b ")
}

func TestWhoDeletedCanBeMe(t *testing.T) {
	api := fakeapi.New(t)
	api.On("POST /apis/authentication.k8s.io/v1/selfsubjectreviews", 201, `{"status":{"userInfo":{"username":"ann"}}}`)
	api.On("GET "+records, 200, list(deletion("ConfigMap", "a", `,"deletedBy":{"username":"ann"}`, ""), deletion("ConfigMap", "b", `,"deletedBy":{"username":"bob"}`, "")))

	if got := run(t, api, "list", "--by", "me", "-o", "name"); got.out != "deletedresource.softdelete.dev/configmap-a-1\n" {
		t.Errorf("got %+v", got)
	}
}

const requested = `,"restoreRequestId":"5"`

func TestARestoreIsRequestedAndWaitedFor(t *testing.T) {
	api := fakeapi.New(t)
	api.On("GET "+records, 200, list(deletion("Deployment", "web", "", "")))
	api.On("PATCH "+records+"/deployment-web-1", 200, deletion("Deployment", "web", requested, ""))
	asked := strings.Replace(deletion("Deployment", "web", requested, ""), `"uid":"r-web"`, `"uid":"r-web","annotations":{"softdelete.dev/restore":"true"}`, 1)
	api.On("GET "+records+"/deployment-web-1", 200, asked)
	api.On("GET "+records+"/deployment-web-1", 200, strings.Replace(asked, `"state":"DELETED"`,
		`"state":"RESTORED","restoredAs":{"namespace":"shop","name":"web"},"restoreRequest":{"id":"5"},"conditions":[{"type":"Restored","status":"True","reason":"Restored"}]`, 1))

	got := run(t, api, "deploy/web")

	if got.exit != 0 || got.out != "Deployment shop/web restored\n" {
		t.Errorf("got %+v", got)
	}
	contains(t, strings.Join(api.Sent, "\n"), `{"metadata":{"annotations":{"softdelete.dev/restore":"true","softdelete.dev/restore-as":null,`)
}

func TestARefusalOfTheOperatorIsToldWithWhatToDo(t *testing.T) {
	api := fakeapi.New(t)
	api.On("GET "+records+"/configmap-a-1", 200, deletion("ConfigMap", "a", "", ""))
	api.On("PATCH "+records+"/configmap-a-1", 200, deletion("ConfigMap", "a", requested, ""))
	api.On("GET "+records+"/configmap-a-1", 200, deletion("ConfigMap", "a", requested,
		`,"restoreRequest":{"id":"5"},"conditions":[{"type":"Restored","status":"False","reason":"Forbidden","message":"ann may not create this"}]`))

	got := run(t, api, "restore", "configmap-a-1")

	if got.exit != 3 {
		t.Errorf("got %+v", got)
	}
	contains(t, got.err, "ConfigMap shop/a is not restored: Forbidden: ann may not create this", "kubectl undelete restore configmap-a-1 -n shop")
}

func TestWhatIsAmbiguousIsAskedOnATerminal(t *testing.T) {
	api := fakeapi.New(t)
	other := strings.ReplaceAll(deletion("Deployment", "web", "", ""), `"namespace":"shop"`, `"namespace":"bank"`)
	api.On("GET /apis/softdelete.dev/v1/deletedresources", 200, list(deletion("Deployment", "web", "", ""), other))

	nobody := run(t, api, "deploy/web", "-A", "--dry-run=client")
	if nobody.exit != 5 {
		t.Errorf("got %+v", nobody)
	}
	contains(t, nobody.err, "1  Deployment", "2  Deployment", "RECORD -n NAMESPACE")

	if got := answer(t, api, "2\n", "deploy/web", "-A", "--dry-run=client"); got.exit != 0 {
		t.Errorf("got %+v", got)
	}
	if got := answer(t, api, "3\n", "deploy/web", "-A", "--dry-run=client"); got.exit != 8 {
		t.Errorf("got %+v", got)
	}
}

func TestTheManifestIsNeatAndMasked(t *testing.T) {
	api := fakeapi.New(t)
	api.On("GET "+records, 200, list(deletion("Secret", "p", "", "")))
	api.On("POST "+reviews, 201, `{"status":{"manifest":"{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"p\",\"uid\":\"u\"},\"data\":{\"k\":\"c2VjcmV0\"}}"}}`)

	got := run(t, api, "show", "secret/p")
	if want := "apiVersion: v1\ndata:\n  k: '***'\nkind: Secret\nmetadata:\n  name: p\n"; got.exit != 0 || got.out != want {
		t.Errorf("got %+v", got)
	}
	contains(t, got.err, "--show-secrets")
	contains(t, strings.Join(api.Sent, "\n"), reviews+"?dryRun=All", `"spec":{"record":"secret-p-1","include":["Manifest"]}`)
	contains(t, run(t, api, "show", "secret/p", "--show-secrets").out, "c2VjcmV0")
	if raw := run(t, api, "show", "secret/p", "--show-secrets", "--raw", "-o", "json").out; raw != `{"apiVersion":"v1","kind":"Secret","metadata":{"name":"p","uid":"u"},"data":{"k":"c2VjcmV0"}}` {
		t.Errorf("not exact: %s", raw)
	}
}

func TestAnOperatorWithoutReviewsIsOlder(t *testing.T) {
	api := fakeapi.New(t)
	api.On("GET "+records, 200, list(deletion("ConfigMap", "a", "", "")))

	for _, command := range []string{"show", "diff"} {
		got := run(t, api, command, "configmap/a")
		if got.exit != 9 {
			t.Errorf("got %+v", got)
		}
		contains(t, got.err, "the soft-delete operator of this cluster is older than this command")
	}
}

func TestAReviewThatNobodyAnswersIsTold(t *testing.T) {
	api := fakeapi.New(t)
	api.On("GET "+records, 200, list(deletion("ConfigMap", "a", "", "")))
	api.On("POST "+reviews, 201, `{"spec":{"record":"configmap-a-1"}}`)

	if got := run(t, api, "show", "configmap/a"); got.exit != 9 {
		t.Errorf("got %+v", got)
	}
}

func TestDiffHasTheExitCodesOfKubectl(t *testing.T) {
	manifest := func(value string) string {
		return `{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\",\"uid\":\"1\"},\"data\":{\"k\":\"` + value + `\"}}`
	}
	api := fakeapi.New(t)
	api.On("GET "+records, 200, list(deletion("ConfigMap", "a", "", "")))
	api.On("POST "+reviews, 201, `{"status":{"manifest":"`+manifest("old")+`"}}`)
	live := "GET /api/v1/namespaces/shop/configmaps/a"
	api.On(live, 200, strings.ReplaceAll(manifest("new"), `\"`, `"`))
	api.On(live, 200, strings.ReplaceAll(manifest("old"), `\"`, `"`))
	api.Forbid(live, "no")

	differs := run(t, api, "diff", "cm/a")
	if differs.exit != 1 {
		t.Errorf("got %+v", differs)
	}
	contains(t, differs.out, "--- live\n+++ configmap-a-1\n", "\n-  k: new\n+  k: old\n")
	if same := run(t, api, "diff", "cm/a"); same.exit != 0 || same.out != "" {
		t.Errorf("got %+v", same)
	}
	if forbidden := run(t, api, "diff", "cm/a"); forbidden.exit != 3 {
		t.Errorf("got %+v", forbidden)
	}
}

func TestAPurgeIsOfTheRecordThatWasSeen(t *testing.T) {
	api := fakeapi.New(t)
	api.On("GET "+records, 200, list(deletion("ConfigMap", "a", "", "")))
	api.On("DELETE "+records+"/configmap-a-1", 200, `{}`)
	api.On("GET "+records+"/configmap-a-1", 404, `{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"NotFound","code":404,"message":"not found","details":{"name":"configmap-a-1"}}`)

	got := answer(t, api, "y\n", "purge", "cm/a")

	if got.exit != 0 || got.out != "ConfigMap shop/a purged\n" {
		t.Errorf("got %+v", got)
	}
	contains(t, strings.Join(api.Sent, "\n"), `"preconditions":{"uid":"r-a"}`)
	if no := answer(t, api, "n\n", "purge", "cm/a"); no.exit != 8 {
		t.Errorf("got %+v", no)
	}
}

func TestExtend(t *testing.T) {
	api := fakeapi.New(t)
	api.On("GET "+records, 200, list(deletion("ConfigMap", "a", "", "")))
	api.On("PATCH "+records+"/configmap-a-1", 200, deletion("ConfigMap", "a", "", ""))

	for _, c := range []struct {
		args []string
		exit int
		sent string
	}{
		{[]string{"--until", "2100-01-01"}, 0, `{"spec":{"purgeTime":"2100-01-01T00:00:00Z"}}`},
		{[]string{"--until", "Indefinite"}, 0, `{"spec":{"purgeTime":null}}`},
		{[]string{"--until", "2098-01-01", "--shorten"}, 0, `{"spec":{"purgeTime":"2098-01-01T00:00:00Z"}}`},
		{[]string{"--until", "2098-01-01"}, 7, ""},
		{[]string{"--for", "1h"}, 7, ""},
		{[]string{"--for", "soon"}, 2, ""},
		{[]string{}, 2, ""},
		{[]string{"--for", "1h", "--until", "2100-01-01"}, 2, ""},
	} {
		got := run(t, api, append([]string{"extend", "cm/a"}, c.args...)...)
		if got.exit != c.exit {
			t.Errorf("%v: got %+v", c.args, got)
		}
		contains(t, strings.Join(api.Sent, "\n"), c.sent)
	}
}

func TestWithoutTheOperatorItSaysSo(t *testing.T) {
	got := run(t, fakeapi.New(t), "list")

	if got.exit != 9 {
		t.Errorf("got %+v", got)
	}
	contains(t, got.err, "the API server does not know deletedresources.softdelete.dev", "not installed")
}

func TestCompletionOffersOnlyWordsThatAShellTakesAsTheyAre(t *testing.T) {
	api := fakeapi.New(t)
	api.On("GET "+records, 200, list(deletion("ConfigMap", "a", "", ""), deletion("ConfigMap", "$(id)", "", "")))

	args := append([]string{"__complete"}, api.Flags()...)
	var out, err bytes.Buffer
	term := terminal.New(strings.NewReader(""), &out, &err, func(string) string { return "" })
	Run(context.Background(), term, "", append(args, "conf"))
	if !strings.HasPrefix(out.String(), "configmap/a\n:4\n") {
		t.Errorf("got %q", out.String())
	}
}
