package command

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"softdelete.dev/cli/internal/fakeapi"
	"softdelete.dev/cli/internal/terminal"
)

// of returns the record of a deletion at a minute, with a name of its own.
func of(record, minute string) string {
	text := strings.Replace(deletion("ConfigMap", "twice", `,"deletedBy":{"username":"ann"}`, ""), `"name":"configmap-twice-1"`, `"name":"`+record+`"`, 1)
	text = strings.Replace(text, `"uid":"uid-twice"`, `"uid":"uid-`+record+`"`, 1)
	text = strings.Replace(text, `"uid":"r-twice"`, `"uid":"r-`+record+`"`, 1)
	return strings.Replace(text, "10:00:00Z", "10:"+minute+":00Z", 1)
}

func TestFlagsSelectTheNewestDeletionOfAName(t *testing.T) {
	api := fakeapi.New(t)
	api.On("GET "+records, 200, list(of("v1", "01"), of("v3", "03"), of("v2", "02")))
	api.On("PATCH "+records+"/v3", 200, of("v3", "03"))

	got := run(t, api, "restore", "-l", "app=web", "--wait=false")

	if got.exit != 0 {
		t.Errorf("got %+v", got)
	}
	contains(t, got.err, "Left out: 2 that newer deletions of the same names replace.", "its restore is requested")
	if sent := strings.Join(api.Sent, "\n"); strings.Count(sent, "PATCH") != 1 {
		t.Errorf("sent %s", sent)
	}
}

func TestAnOlderDeletionIsNotRestoredAfterTheNewest(t *testing.T) {
	api := fakeapi.New(t)
	api.On("GET "+records, 200, list(of("v1", "01"), strings.Replace(of("v2", "02"), "DELETED", "RESTORED", 1)))

	got := run(t, api, "restore", "-l", "app=web")

	if got.exit != 4 {
		t.Errorf("got %+v", got)
	}
	contains(t, got.err, "Left out: 1", "restored already")
}

func TestAWrongCommandLineIsSaidToBeOne(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"list", "-n", "bad/ns"}, `"bad/ns" cannot be the name of a namespace`},
		{[]string{"status", "-n", ".."}, `".." cannot be the name of a namespace`},
		{[]string{"list", "--operator-namespace", "a/b"}, `"a/b" cannot be the name of a namespace`},
		{[]string{"restore", "cm/a", "--to-namespace", "a/b"}, `"a/b" cannot be the name of a namespace`},
		{[]string{"list", "-l", "a=b=c"}, `"a=b=c" is no label selector`},
		{[]string{"restore", "-l", "a=b=c"}, `"a=b=c" is no label selector`},
		{[]string{"why", "cm"}, `why takes KIND/NAME, and "cm" is only one of them`},
	} {
		var out, err bytes.Buffer
		term := terminal.New(strings.NewReader(""), &out, &err, func(string) string { return "" })
		// Of a flag that is given twice, the last one counts.
		exit := Run(context.Background(), term, "", append(fakeapi.New(t).Flags(), c.args...))
		if exit != 2 {
			t.Errorf("%v: got %d", c.args, exit)
		}
		contains(t, err.String(), c.want)
	}
}

func TestDiffOfAFileFindsTheObject(t *testing.T) {
	api := fakeapi.New(t)
	api.On("GET "+records, 200, list(deletion("ConfigMap", "a", "", "")))
	api.On("POST "+reviews, 201, `{"status":{"manifest":"{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\"},\"data\":{\"k\":\"old\"}}"}}`)
	const other = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\n---\n"
	const same = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {k: old}\n---\n"
	for _, c := range []struct {
		name, content string
		exit          int
		want          string
	}{
		{"empty", "", 2, "the file has no object"},
		{"only comments", "# nothing\n---\n", 2, "the file has no object"},
		{"the object among others", other + same, 0, ""},
		{"an object of another name", other, 1, "name: b"},
		{"only others", other + other, 2, "has 2 objects, and 0 of them are ConfigMap shop/a"},
		{"the object twice", same + same, 2, "has 2 objects, and 2 of them are ConfigMap shop/a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "app.yaml")
			if err := os.WriteFile(file, []byte(c.content), 0o600); err != nil {
				t.Fatal(err)
			}
			got := run(t, api, "diff", "cm/a", "-f", file)
			if got.exit != c.exit {
				t.Errorf("got %+v", got)
			}
			contains(t, got.out+got.err, c.want)
		})
	}
}

func TestWhyLeavesOutWhatMayNotBeRead(t *testing.T) {
	api := fakeapi.New(t)
	api.Forbid("GET /apis/softdelete.dev/v1/softdeletepolicies", "no")
	api.Forbid("GET /api/v1/namespaces/shop/configmaps/a", "no")
	api.On("GET "+records, 200, list(deletion("ConfigMap", "a", "", "")))

	got := run(t, api, "why", "cm/a")

	if got.exit != 0 {
		t.Errorf("got %+v", got)
	}
	contains(t, got.err, "Policies are cluster-scoped, so this takes a ClusterRoleBinding", "you may not get configmaps in namespace shop")
	contains(t, got.out, "Whether ConfigMap shop/a exists and is covered is not known", "record configmap-a-1 in namespace shop")

	api.Forbid("GET "+records, "no")
	if nothing := run(t, api, "why", "cm/a"); nothing.exit != 0 {
		t.Errorf("got %+v", nothing)
	}
}

func TestAHoldNamesTheRoleThatHasIt(t *testing.T) {
	api := fakeapi.New(t)
	api.On("GET "+records, 200, list(deletion("ConfigMap", "a", "", "")))
	api.Forbid("PATCH "+records+"/configmap-a-1", "no")
	api.Forbid("DELETE "+records+"/configmap-a-1", "no")

	for command, role := range map[string]string{"hold": "soft-delete-admin", "extend --for=1d --shorten": "soft-delete-purger",
		"extend --until=2100-01-01": "soft-delete-restorer", "purge --yes": "soft-delete-purger"} {
		got := run(t, api, append(strings.Fields(command), "cm/a")...)
		if got.exit != 3 {
			t.Errorf("%s: got %+v", command, got)
		}
		contains(t, got.err, "The ClusterRole "+role+",")
	}
}

func TestExtendGoesOnWhereOneIsKeptLonger(t *testing.T) {
	api := fakeapi.New(t)
	short := strings.Replace(deletion("ConfigMap", "b", "", ""), "2099-01-01", "2026-12-02", 1)
	api.On("GET "+records, 200, list(deletion("ConfigMap", "a", "", "")))
	api.On("GET "+records, 200, list(short))
	api.On("PATCH "+records+"/configmap-b-1", 200, short)

	got := run(t, api, "extend", "cm/a", "cm/b", "--until=2027-01-01")

	if got.exit != 7 {
		t.Errorf("got %+v", got)
	}
	contains(t, got.err, "ConfigMap shop/a is kept until 2099-01-01T00:00:00Z already", "Not everything was done")
	contains(t, got.out, "ConfigMap shop/b has its purge time moved")
}

func TestShowWhileTheOperatorIsDown(t *testing.T) {
	api := fakeapi.New(t)
	api.On("GET "+records, 200, list(deletion("ConfigMap", "a", "", "")))
	api.On("POST "+reviews, 422, `{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Invalid","code":422,"message":"deletedresourcereviews.softdelete.dev \"x\" is forbidden: ValidatingAdmissionPolicy 'soft-delete-reviews' with binding 'soft-delete-reviews' denied request: nothing has answered this DeletedResourceReview: the soft-delete operator does not run yet"}`)

	got := run(t, api, "show", "cm/a")

	if got.exit != 1 {
		t.Errorf("got %+v", got)
	}
	contains(t, got.err, "kubectl undelete status")
}

func TestTheEndOfARestoredRecordIsShown(t *testing.T) {
	api := fakeapi.New(t)
	restored := strings.Replace(deletion("ConfigMap", "a", "", ""), `"state":"DELETED"`, `"state":"RESTORED"`, 1)
	api.On("GET "+records, 200, list(restored))
	api.On("GET "+records, 200, list(strings.Replace(restored, `"state":"RESTORED"`,
		`"state":"RESTORED","conditions":[{"type":"Restored","status":"True","reason":"Restored","lastTransitionTime":"2020-01-01T00:00:00Z"}]`, 1)))

	for _, want := range []string{"-", "due"} {
		if words := strings.Fields(run(t, api, "list", "--no-headers").out); words[4] != want {
			t.Errorf("got %v, want %s", words, want)
		}
	}
}
