// Package page serves the page of kubectl undelete ui: the files of the page, and the few requests
// that it needs. It passes nothing else on to the API server.
package page

import (
	"context"
	"embed"
	"io/fs"
	"net"
	"net/http"
	"path"
	"strings"
	"time"

	"golang.org/x/net/netutil"

	"softdelete.dev/cli/internal/guard"
	"softdelete.dev/cli/internal/search"
)

//go:embed assets
var assets embed.FS

// About is what the page says of itself.
type About struct {
	User      string `json:"user"`    // as the API server knows the user; empty if it does not tell
	Context   string `json:"context"` // of the kubeconfig
	Server    string `json:"server"`
	Namespace string `json:"namespace"`
	Only      bool   `json:"only"` // whether only this namespace is to be shown at first
	Operator  string `json:"operatorNamespace"`
}

// Page is the page of one user.
type Page struct {
	Search search.Search
	About  About
}

// connections is how many there may be at a time. A browser opens six.
const connections = 64

// Serve answers requests on the listener until the context ends.
func (p *Page) Serve(ctx context.Context, listener net.Listener, g *guard.Guard) error {
	server := &http.Server{
		Handler:           p.Handler(g),
		ReadHeaderTimeout: 5 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(netutil.LimitListener(listener, connections)) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	// What is under way has the context, so it ends at once.
	patience, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = server.Shutdown(patience)
	return server.Close()
}

// Handler returns everything that the page answers.
func (p *Page) Handler(g *guard.Guard) http.Handler {
	api := http.NewServeMux()
	api.HandleFunc("GET /api/about", p.about)
	api.HandleFunc("GET /api/records", p.records)
	api.HandleFunc("GET /api/rights", p.rights)
	api.HandleFunc("GET /api/manifest", p.manifest)
	api.HandleFunc("GET /api/difference", p.difference)
	api.HandleFunc("GET /api/preview", p.preview)
	api.HandleFunc("GET /api/state", p.state)
	api.HandleFunc("POST /api/restore", p.restore)
	api.HandleFunc("POST /api/withdraw", p.withdraw)
	api.HandleFunc("POST /api/extend", p.extend)
	api.HandleFunc("POST /api/hold", p.hold)
	api.HandleFunc("POST /api/purge", p.purge)
	return g.Protect(guard.Pages{
		Open: func(w http.ResponseWriter, key string) { index(w, key) },
		Static: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/" {
				index(w, "")
				return
			}
			file(w, r)
		}),
		API: api,
	})
}

// index writes the page. The key has only letters and digits.
func index(w http.ResponseWriter, key string) {
	content, err := assets.ReadFile("assets/index.html")
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write([]byte(strings.Replace(string(content), `name="key" content=""`, `name="key" content="`+key+`"`, 1)))
}

var types = map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}

func file(w http.ResponseWriter, r *http.Request) {
	kind := types[path.Ext(r.URL.Path)]
	name := "assets" + path.Clean(r.URL.Path)
	content, err := fs.ReadFile(assets, name)
	if kind == "" || err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", kind)
	_, _ = w.Write(content)
}
