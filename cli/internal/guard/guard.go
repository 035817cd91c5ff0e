// Package guard lets through only the requests of the page that the owner of the link has opened.
//
// The page is served on loopback, where every user of the machine and every page that a browser shows
// can send requests. The names of the checks follow what they keep out.
package guard

import (
	"crypto/rand"
	"crypto/subtle"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
)

// KeyHeader has the key of the page. A cookie alone is not enough: browsers send the cookies of a
// host to all of its ports, so the server of another user on another port could learn it.
const KeyHeader = "X-Undelete-Key"

// LargestBody is how many bytes the body of a request may have.
const LargestBody = 8 << 10

// Guard checks requests.
type Guard struct {
	host   string
	cookie string
	key    string

	mutex sync.Mutex
	token string // empty once it was used

	// Opened is called for each use of a link. first tells whether the link was accepted.
	Opened func(first bool)
}

// New returns the guard of a page that is served at a host and port, such as 127.0.0.1:8001.
func New(host string) *Guard {
	return &Guard{host: host, cookie: rand.Text() + rand.Text(), key: rand.Text() + rand.Text(), token: rand.Text() + rand.Text(),
		Opened: func(bool) {}}
}

// Link returns the address that opens the page, once.
func (g *Guard) Link() string {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	return "http://" + g.host + "/open?token=" + url.QueryEscape(g.token)
}

// Pages are what is behind the guard.
type Pages struct {
	Open   func(w http.ResponseWriter, key string) // the answer to whoever has used the link
	Static http.Handler                            // for whoever has the cookie
	API    http.Handler                            // for whoever has the cookie and the key; under /api/
}

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

// Protect returns a handler that passes on only requests that are allowed.
func (g *Guard) Protect(pages Pages) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		headers(w.Header())
		switch opening, api := r.URL.Path == "/open", strings.HasPrefix(r.URL.Path, "/api/"); {
		case r.Host != g.host:
			http.Error(w, "This page is only at http://"+g.host+"/.", http.StatusForbidden)
		case g.foreign(r, opening):
			http.Error(w, "Requests of other pages are refused.", http.StatusForbidden)
		case r.Method != http.MethodGet && (r.Method != http.MethodPost || !api):
			w.Header().Set("Allow", "GET")
			http.Error(w, "This method is not allowed here.", http.StatusMethodNotAllowed)
		case opening:
			g.open(w, r, pages)
		case !g.known(r):
			http.Error(w, "This page is opened with the link that kubectl undelete ui has printed. "+
				"The link works once; for another one, start the command again.", http.StatusUnauthorized)
		case !api:
			pages.Static.ServeHTTP(w, r)
		case !same(r.Header.Get(KeyHeader), g.key):
			http.Error(w, "This tab does not have the key of the page. Use the tab that the link has opened.", http.StatusUnauthorized)
		default:
			r.Body = http.MaxBytesReader(w, r.Body, LargestBody)
			pages.API.ServeHTTP(w, r)
		}
	})
}

func headers(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-store")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
}

// foreign tells whether another page sends the request. The link may be opened from anywhere: whoever
// has it is the user.
func (g *Guard) foreign(r *http.Request, opening bool) bool {
	origin := r.Header.Get("Origin")
	if origin != "" && origin != "http://"+g.host || origin == "" && r.Method == http.MethodPost {
		return true
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin":
		return false
	case "none":
		return r.Method != http.MethodGet
	default:
		return !opening
	}
}

func (g *Guard) open(w http.ResponseWriter, r *http.Request, pages Pages) {
	first := g.use(r.URL.Query().Get("token"))
	g.Opened(first)
	if !first {
		http.Error(w, "This link was used already, or is not one of this page. The link works once: "+
			"for another one, end the command with Ctrl-C and start it again.", http.StatusUnauthorized)
		return
	}
	http.SetCookie(w, &http.Cookie{Name: g.cookieName(), Value: g.cookie, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
	pages.Open(w, g.key)
}

// use tells whether the token is the right one and was not used before.
func (g *Guard) use(token string) bool {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	if g.token == "" || !same(token, g.token) {
		return false
	}
	g.token = ""
	return true
}

// cookieName has the port, so that pages on several ports do not take each other's cookie away.
func (g *Guard) cookieName() string {
	_, port, _ := net.SplitHostPort(g.host)
	return "undelete-" + port
}

func (g *Guard) known(r *http.Request) bool {
	cookie, err := r.Cookie(g.cookieName())
	return err == nil && same(cookie.Value, g.cookie)
}

func same(given, right string) bool {
	return subtle.ConstantTimeCompare([]byte(given), []byte(right)) == 1
}
