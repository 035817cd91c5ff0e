package guard

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

const host = "127.0.0.1:8001"

// world is a guard with pages that say who they are.
type world struct {
	guard  *Guard
	pages  http.Handler
	opened []bool
}

func newWorld() *world {
	w := &world{guard: New(host)}
	w.guard.Opened = func(first bool) { w.opened = append(w.opened, first) }
	say := func(text string) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
				return
			}
			fmt.Fprintf(w, "%s%s", text, body)
		})
	}
	w.pages = w.guard.Protect(Pages{Open: func(w http.ResponseWriter, key string) { fmt.Fprint(w, "key "+key) },
		Static: say("static"), API: say("api")})
	return w
}

type option func(*http.Request)

func header(name, value string) option {
	return func(r *http.Request) {
		if name == "Host" {
			r.Host = value
			return
		}
		r.Header.Set(name, value)
	}
}

func (w *world) ask(method, path, body string, options ...option) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://"+host+path, strings.NewReader(body))
	for _, o := range options {
		o(r)
	}
	answer := httptest.NewRecorder()
	w.pages.ServeHTTP(answer, r)
	return answer
}

// enter opens the link, and returns the options of a request of the page.
func (w *world) enter(t *testing.T) (cookie, key option) {
	t.Helper()
	answer := w.ask("GET", strings.TrimPrefix(w.guard.Link(), "http://"+host), "")
	value, found := strings.CutPrefix(answer.Body.String(), "key ")
	if answer.Code != 200 || !found {
		t.Fatalf("the link does not open the page: %d %s", answer.Code, answer.Body)
	}
	set := answer.Result().Cookies()[0]
	return func(r *http.Request) { r.AddCookie(&http.Cookie{Name: set.Name, Value: set.Value}) }, header(KeyHeader, value)
}

func TestThePageWorksAfterTheLinkWasOpened(t *testing.T) {
	w := newWorld()
	cookie, key := w.enter(t)

	if got := w.ask("GET", "/", "", cookie); got.Code != 200 || got.Body.String() != "static" {
		t.Errorf("got %d %s", got.Code, got.Body)
	}
	if got := w.ask("POST", "/api/hold", "!", cookie, key, header("Origin", "http://"+host), header("Sec-Fetch-Site", "same-origin")); got.Body.String() != "api!" {
		t.Errorf("got %d %s", got.Code, got.Body)
	}
}

func TestTheCookieIsOnlyForThePage(t *testing.T) {
	w := newWorld()
	set := w.ask("GET", strings.TrimPrefix(w.guard.Link(), "http://"+host), "").Result().Cookies()[0]

	if !set.HttpOnly || set.SameSite != http.SameSiteStrictMode || set.Name != "undelete-8001" || set.Domain != "" || len(set.Value) < 40 {
		t.Errorf("the cookie is %+v", set)
	}
}

func TestTheLinkWorksOnce(t *testing.T) {
	w := newWorld()
	path := strings.TrimPrefix(w.guard.Link(), "http://"+host)

	first, again := w.ask("GET", path, ""), w.ask("GET", path, "")

	if first.Code != 200 || again.Code != 401 || len(again.Result().Cookies()) > 0 || strings.Contains(again.Body.String(), "key ") {
		t.Errorf("first %d, again %d %s", first.Code, again.Code, again.Body)
	}
	if fmt.Sprint(w.opened) != "[true false]" {
		t.Errorf("told %v", w.opened)
	}
	if !strings.HasSuffix(w.guard.Link(), "token=") {
		t.Error("the link still has its token")
	}
}

func TestAWrongTokenDoesNotUseUpTheLink(t *testing.T) {
	w := newWorld()
	for _, token := range []string{"", "x", "%00", strings.Repeat("A", 52)} {
		if got := w.ask("GET", "/open?token="+token, ""); got.Code != 401 {
			t.Errorf("%q: %d", token, got.Code)
		}
	}
	w.enter(t)
}

func TestTheLinkIsAcceptedFromAnywhere(t *testing.T) {
	w := newWorld()
	if got := w.ask("GET", strings.TrimPrefix(w.guard.Link(), "http://"+host), "", header("Sec-Fetch-Site", "cross-site")); got.Code != 200 {
		t.Errorf("got %d", got.Code)
	}
}

func TestWhatIsRefused(t *testing.T) {
	w := newWorld()
	cookie, key := w.enter(t)
	origin := header("Origin", "http://"+host)
	for _, c := range []struct {
		name         string
		method, path string
		options      []option
		code         int
	}{
		{"no cookie", "GET", "/", nil, 401},
		{"no cookie for a file", "GET", "/app.js", nil, 401},
		{"no cookie, but the key", "GET", "/api/about", []option{key}, 401},
		{"a cookie of another page", "GET", "/", []option{header("Cookie", "undelete-8001=x")}, 401},
		{"no key", "GET", "/api/about", []option{cookie}, 401},
		{"a wrong key", "GET", "/api/about", []option{cookie, header(KeyHeader, "x")}, 401},
		{"a name that leads to the page", "GET", "/", []option{cookie, header("Host", "evil.example:8001")}, 403},
		{"localhost", "GET", "/", []option{cookie, header("Host", "localhost:8001")}, 403},
		{"no port", "GET", "/", []option{cookie, header("Host", "127.0.0.1")}, 403},
		{"the link at another name", "GET", "/open?token=x", []option{header("Host", "evil.example")}, 403},
		{"another origin", "POST", "/api/purge", []option{cookie, key, header("Origin", "http://evil.example")}, 403},
		{"another port", "POST", "/api/purge", []option{cookie, key, header("Origin", "http://127.0.0.1:9999")}, 403},
		{"another scheme", "POST", "/api/purge", []option{cookie, key, header("Origin", "https://"+host)}, 403},
		{"a sandbox", "POST", "/api/purge", []option{cookie, key, header("Origin", "null")}, 403},
		{"no origin", "POST", "/api/purge", []option{cookie, key}, 403},
		{"a read of another origin", "GET", "/api/about", []option{cookie, key, header("Origin", "http://evil.example")}, 403},
		{"an image of another site", "GET", "/icon.svg", []option{cookie, header("Sec-Fetch-Site", "cross-site")}, 403},
		{"a frame of another port", "GET", "/", []option{cookie, header("Sec-Fetch-Site", "same-site")}, 403},
		{"a form of another site", "POST", "/api/purge", []option{cookie, key, origin, header("Sec-Fetch-Site", "cross-site")}, 403},
		{"a preflight", "OPTIONS", "/api/purge", []option{header("Origin", "http://evil.example")}, 403},
		{"a method", "DELETE", "/api/purge", []option{cookie, key, origin}, 405},
		{"a POST to a file", "POST", "/", []option{cookie, key, origin}, 405},
		{"a POST to the link", "POST", "/open?token=x", []option{origin}, 405},
		{"a large body", "POST", "/api/purge", []option{cookie, key, origin, func(r *http.Request) {
			r.Body = io.NopCloser(strings.NewReader(strings.Repeat("x", LargestBody+1)))
		}}, 413},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := w.ask(c.method, c.path, "", c.options...)
			if got.Code != c.code {
				t.Errorf("got %d %s", got.Code, got.Body)
			}
			if got.Header().Get("Access-Control-Allow-Origin") != "" {
				t.Error("another page may read it")
			}
		})
	}
}

func TestEveryAnswerHasTheHeaders(t *testing.T) {
	w := newWorld()
	cookie, key := w.enter(t)
	for _, got := range []*httptest.ResponseRecorder{w.ask("GET", "/", ""), w.ask("GET", "/", "", cookie), w.ask("GET", "/api/about", "", cookie, key),
		w.ask("GET", "/", "", header("Host", "evil.example"))} {
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
			"X-Frame-Options": "DENY", "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin"} {
			if got.Header().Get(name) != want {
				t.Errorf("%s is %q in %d", name, got.Header().Get(name), got.Code)
			}
		}
		policy := got.Header().Get("Content-Security-Policy")
		if !strings.HasPrefix(policy, "default-src 'none'; script-src 'self'") || strings.Contains(policy, "unsafe") {
			t.Errorf("the policy is %q", policy)
		}
	}
}

func TestTwoPagesHaveOtherSecrets(t *testing.T) {
	a, b := New(host), New(host)
	if a.token == b.token || a.cookie == b.cookie || a.key == b.key || a.token == a.cookie || a.key == a.cookie {
		t.Error("secrets are the same")
	}
}
