package page

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"k8s.io/client-go/rest"

	"softdelete.dev/cli/internal/cluster"
	"softdelete.dev/cli/internal/fakeapi"
	"softdelete.dev/cli/internal/guard"
	"softdelete.dev/cli/internal/search"
)

const (
	everywhere = "GET /apis/softdelete.dev/v1/deletedresources"
	shop       = "GET /apis/softdelete.dev/v1/namespaces/shop/deletedresources"
	first      = "/apis/softdelete.dev/v1/namespaces/shop/deletedresources/r1"
	reviews    = "POST /apis/softdelete.dev/v1/namespaces/shop/deletedresourcereviews"
)

// client is a page that is served, and a browser that has opened its link.
type client struct {
	t      *testing.T
	api    *fakeapi.Server
	url    string
	cookie *http.Cookie
	key    string
}

func serve(t *testing.T) client {
	t.Helper()
	api := fakeapi.New(t)
	kube, err := cluster.New(&rest.Config{Host: api.URL()}, rest.NoWarnings{})
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	g := guard.New(listener.Addr().String())
	p := &Page{Search: search.Search{Client: kube, Namespace: "shop", Operator: "soft-delete-system"}, About: About{User: "ann"}}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- p.Serve(ctx, listener, g) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	response, err := http.Get(g.Link())
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, _ := io.ReadAll(response.Body)
	key := regexp.MustCompile(`name="key" content="([A-Z0-9]+)"`).FindSubmatch(text)
	if key == nil {
		t.Fatalf("no key in %s", text)
	}
	return client{t, api, "http://" + listener.Addr().String(), response.Cookies()[0], string(key[1])}
}

func (c client) request(method, path, body string) *http.Response {
	c.t.Helper()
	r, err := http.NewRequestWithContext(c.t.Context(), method, c.url+path, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	r.AddCookie(c.cookie)
	r.Header.Set(guard.KeyHeader, c.key)
	r.Header.Set("Origin", c.url)
	r.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() { response.Body.Close() })
	return response
}

func (c client) get(path string) (int, string) {
	c.t.Helper()
	response := c.request("GET", path, "")
	text, _ := io.ReadAll(response.Body)
	return response.StatusCode, string(text)
}

func (c client) post(path, body string) (int, string) {
	c.t.Helper()
	response := c.request("POST", path, body)
	text, _ := io.ReadAll(response.Body)
	return response.StatusCode, string(text)
}

func deletion(name, status string) string {
	return fmt.Sprintf(`{"metadata":{"name":"r1","namespace":"shop","uid":"u1","resourceVersion":"7"},
		"spec":{"resource":{"apiVersion":"v1","kind":"Secret","resource":"secrets","namespace":"shop","name":%q,"uid":"o1"},
		"deletionTime":"2026-12-01T10:00:00Z","purgeTime":"2099-01-01T00:00:00Z","deletedBy":{"username":"eve\u202e"}},"status":{"state":"DELETED"%s}}`, name, status)
}

const named = `"namespace":"shop","record":"r1","uid":"u1"`

const of = "?namespace=shop&record=r1&uid=u1"

func contains(t *testing.T, text string, wanted ...string) {
	t.Helper()
	for _, want := range wanted {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in:\n%s", want, text)
		}
	}
}

func TestRecordsAreStreamedWithTheirChanges(t *testing.T) {
	c := serve(t)
	c.api.On(everywhere, 200, `{"metadata":{"continue":"c1"},"items":[`+deletion("a", "")+`]}`)
	c.api.On(everywhere, 200, `{"metadata":{"resourceVersion":"9"},"items":[]}`)
	c.api.On(everywhere, 200, `{"type":"MODIFIED","object":`+deletion("a", `,"restoreRequest":{}`)+`}{"type":"DELETED","object":`+deletion("a", "")+`}`)

	lines := bufio.NewScanner(c.request("GET", "/api/records", "").Body)
	var got []news
	for len(got) < 6 && lines.Scan() {
		var n news
		if err := json.Unmarshal(lines.Bytes(), &n); err != nil {
			t.Fatal(err)
		}
		got = append(got, n)
	}

	if len(got) < 6 || !got[0].Begin || got[1].Scope == nil || len(got[1].Rows) != 1 || !got[3].Whole || len(got[4].Rows) != 1 || got[5].Gone != "u1" {
		t.Fatalf("got %+v", got)
	}
	if row := got[1].Rows[0]; row.Name != "a" || row.By != `eve\u202e` || row.Home != "shop" {
		t.Errorf("got %+v", row)
	}
	contains(t, strings.Join(c.api.Sent, "\n"), "limit=500", "continue=c1", "watch=true", "resourceVersion=9", "labelSelector=%21softdelete.dev%2Froutine")
}

func TestWhoeverMayNotListAllNamespacesSeesTheirOwn(t *testing.T) {
	c := serve(t)
	c.api.Forbid(everywhere, "no")
	c.api.On(shop, 200, `{"metadata":{},"items":[`+deletion("a", "")+`]}`)
	c.api.Forbid("GET /apis/softdelete.dev/v1/namespaces/soft-delete-system/deletedresources", "no")

	lines := bufio.NewScanner(c.request("GET", "/api/records", "").Body)
	for lines.Scan() {
		var n news
		_ = json.Unmarshal(lines.Bytes(), &n)
		if n.Scope != nil && n.Scope.Namespace == "shop" {
			contains(t, n.Scope.Why.Message, "you may not list deletedresources.softdelete.dev in all namespaces")
			return
		}
	}
	t.Error("nothing was said about the namespace")
}

func TestWhoeverMayListNothingIsToldWhichRightIsMissing(t *testing.T) {
	c := serve(t)
	c.api.Forbid(everywhere, "no")
	c.api.Forbid(shop, "no")
	c.api.Forbid("GET /apis/softdelete.dev/v1/namespaces/soft-delete-system/deletedresources", "no")

	_, text := c.get("/api/records")

	contains(t, text, "you may not list deletedresources.softdelete.dev in namespace shop", "soft-delete-viewer")
}

func TestTheValuesOfASecretDoNotReachThePageUnlessAskedFor(t *testing.T) {
	c := serve(t)
	c.api.On("GET "+first, 200, deletion("a", ""))
	c.api.On(reviews, 201, `{"status":{"manifest":"{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"data\":{\"k\":\"hidden\"},\"metadata\":{\"name\":\"a\",\"annotations\":{\"kubectl.kubernetes.io/last-applied-configuration\":\"hidden\"}}}"}}`)
	c.api.On("GET /api/v1/namespaces/shop/secrets/a", 200, `{"apiVersion":"v1","kind":"Secret","data":{"k":"hidden, too"},"metadata":{"name":"a"}}`)

	_, masked := c.get("/api/manifest" + of)
	_, compared := c.get("/api/difference" + of)
	_, shown := c.get("/api/manifest" + of + "&secrets=show")

	contains(t, masked, `"masked":true`, "k: '***'")
	contains(t, compared, `"masked":true`, "another value")
	if strings.Contains(masked+compared, "hidden") {
		t.Errorf("the value is in %s %s", masked, compared)
	}
	contains(t, shown, `"masked":false`, "k: hidden")
}

func TestAPurgeTakesTheName(t *testing.T) {
	c := serve(t)
	c.api.On("GET "+first, 200, deletion("a", ""))
	c.api.On("DELETE "+first, 200, `{}`)

	status, text := c.post("/api/purge", `{`+named+`,"name":"b"}`)
	if status != 409 || strings.Contains(strings.Join(c.api.Sent, ""), "DELETE") {
		t.Errorf("got %d %s", status, text)
	}
	if status, text = c.post("/api/purge", `{`+named+`,"name":"a"}`); status != 200 {
		t.Errorf("got %d %s", status, text)
	}
	contains(t, strings.Join(c.api.Sent, "\n"), `DELETE `+first, `"preconditions":{"uid":"u1"}`)
}

func TestALaterRecordOfTheSameNameIsNotMeant(t *testing.T) {
	c := serve(t)
	c.api.On("GET "+first, 200, deletion("a", ""))

	status, text := c.post("/api/purge", `{"namespace":"shop","record":"r1","uid":"another","name":"a"}`)

	if status != 404 || strings.Contains(strings.Join(c.api.Sent, ""), "DELETE") {
		t.Errorf("got %d %s", status, text)
	}
}

func TestChangesAreThoseOfTheCommands(t *testing.T) {
	c := serve(t)
	c.api.On("GET "+first, 200, deletion("a", ""))
	c.api.On("PATCH "+first, 200, deletion("a", ""))

	c.post("/api/hold", `{`+named+`,"hold":true}`)
	c.post("/api/extend", `{`+named+`,"until":"2099-02-01","for":"","shorten":false}`)
	status, text := c.post("/api/extend", `{`+named+`,"until":"2098-01-01"}`)

	contains(t, strings.Join(c.api.Sent, "\n"), `{"spec":{"legalHold":true}}`, `{"spec":{"purgeTime":"2099-02-01T00:00:00Z"}}`)
	if status != 409 {
		t.Errorf("got %d", status)
	}
	contains(t, text, "kept until 2099-01-01T00:00:00Z already", "Allow an earlier time")
}

func TestAMissingRightIsNamed(t *testing.T) {
	c := serve(t)
	c.api.On("GET "+first, 200, deletion("a", ""))
	c.api.Forbid("PATCH "+first, "no")
	c.api.On("POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews", 201, `{"status":{"allowed":false}}`)

	status, text := c.post("/api/hold", `{`+named+`,"hold":true}`)
	_, rights := c.get("/api/rights?namespace=shop")

	if status != 403 {
		t.Errorf("got %d", status)
	}
	contains(t, text, "you may not patch deletedresources.softdelete.dev in namespace shop", "soft-delete-restorer")
	contains(t, rights, `"purge":{"message":"Cannot purge: you may not delete deletedresources.softdelete.dev in namespace shop."`)
}

func TestARestoreIsFollowed(t *testing.T) {
	c := serve(t)
	c.api.On("GET "+first, 200, deletion("a", ""))
	c.api.On("PATCH "+first, 200, deletion("a", ""))
	c.api.On("GET "+first, 200, strings.Replace(deletion("a", `,"conditions":[{"type":"Restored","status":"True","reason":"Restored","message":"m"}]`), `"state":"DELETED"`, `"state":"RESTORED"`, 1))

	_, text := c.post("/api/restore", `{`+named+`,"toName":"b"}`)

	contains(t, text, "The restore is requested.", `{"text":"Secret shop/a restored.","done":true}`)
	contains(t, strings.Join(c.api.Sent, "\n"), `"softdelete.dev/restore-as":"b"`)
}

func TestNothingElseIsPassedOn(t *testing.T) {
	c := serve(t)
	for _, path := range []string{"/api/records?namespace=../../../api/v1/secrets", "/api/state?namespace=a%2Fb", "/api/rights?namespace=..",
		"/api/manifest?namespace=shop&record=..%2F..%2Fsecrets&uid=u1", "/api/manifest?namespace=..&record=x&uid=u1", "/api/preview"} {
		if status, text := c.get(path); status != 400 {
			t.Errorf("%s: got %d %s", path, status, text)
		}
	}
	for _, path := range []string{"/api/v1/secrets", "/apis", "/assets/index.html", "/../page.go", "/index.html", "/app.js/x"} {
		if status, _ := c.get(path); status != 404 {
			t.Errorf("%s: got %d", path, status)
		}
	}
	for _, body := range []string{``, `[]`, `{"namespace":"shop","more":1}`, `{` + named + `,"hold":"yes"}`} {
		if status, _ := c.post("/api/hold", body); status != 400 {
			t.Errorf("%s: got %d", body, status)
		}
	}
	if len(c.api.Sent) > 0 {
		t.Errorf("sent %v", c.api.Sent)
	}
}

func TestAHalfRequestIsCutOff(t *testing.T) {
	c := serve(t)
	connection, err := net.Dial("tcp", strings.TrimPrefix(c.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	fmt.Fprint(connection, "GET / HTTP/1.1\r\nHost: x")
	_ = connection.SetReadDeadline(time.Now().Add(8 * time.Second))

	if _, err := io.ReadAll(connection); err != nil {
		t.Errorf("it stays open: %v", err)
	}
}

// The page never makes HTML of text, and loads nothing from elsewhere.
func TestTheFilesOfThePageAreHarmless(t *testing.T) {
	foreign := regexp.MustCompile(`(?i)innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|DOMParser|srcdoc|setHTML|https?://|//[a-z]+\.|@import|[\s:,]url\(`)
	err := fs.WalkDir(assets, "assets", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := assets.ReadFile(name)
		text := strings.ReplaceAll(string(content), `xmlns="http://www.w3.org/2000/svg"`, "")
		if found := foreign.FindString(text); found != "" {
			t.Errorf("%s has %q", name, found)
		}
		if strings.HasSuffix(name, ".html") && regexp.MustCompile(`(?i)<script(?: type="module" src="/app.js")?>.|style=|\son[a-z]+=|<style`).MatchString(strings.ReplaceAll(text, `></script>`, "")) {
			t.Errorf("%s has code or styles in it", name)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
