// Package fakeapi is an API server for tests of the commands: it answers requests as a script says,
// and notes them. It knows nothing of Kubernetes.
package fakeapi

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// Server answers requests.
type Server struct {
	t       testing.TB
	url     string
	mutex   sync.Mutex
	answers map[string][]Answer
	Sent    []string // each request with its body, in the order in which they came
}

// Answer is the answer to a request.
type Answer struct {
	Code int
	Body string
}

// New starts a server, which ends with the test.
func New(t testing.TB) *Server {
	s := &Server{t: t, answers: map[string][]Answer{}}
	server := httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(server.Close)
	s.url = server.URL
	s.On("GET /api", 200, `{"kind":"APIVersions","versions":["v1"]}`)
	s.On("GET /apis", 200, `{"kind":"APIGroupList","apiVersion":"v1","groups":[
		{"name":"apps","versions":[{"groupVersion":"apps/v1","version":"v1"}],"preferredVersion":{"groupVersion":"apps/v1","version":"v1"}}]}`)
	s.On("GET /api/v1", 200, `{"kind":"APIResourceList","apiVersion":"v1","groupVersion":"v1","resources":[
		{"name":"configmaps","singularName":"configmap","namespaced":true,"kind":"ConfigMap","verbs":["get","list"],"shortNames":["cm"]},
		{"name":"secrets","singularName":"secret","namespaced":true,"kind":"Secret","verbs":["get","list"]},
		{"name":"namespaces","singularName":"namespace","namespaced":false,"kind":"Namespace","verbs":["get","list"],"shortNames":["ns"]}]}`)
	s.On("GET /apis/apps/v1", 200, `{"kind":"APIResourceList","apiVersion":"v1","groupVersion":"apps/v1","resources":[
		{"name":"deployments","singularName":"deployment","namespaced":true,"kind":"Deployment","verbs":["get","list"],"shortNames":["deploy"]}]}`)
	return s
}

// On says the answer to a request, such as "GET /api/v1/namespaces". Of several answers to one
// request, each is given once and the last one from then on.
func (s *Server) On(request string, code int, body string) *Server {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.answers[request] = append(s.answers[request], Answer{code, body})
	return s
}

// Forbid makes the answer to a request that of RBAC.
func (s *Server) Forbid(request, message string) *Server {
	return s.On(request, 403, fmt.Sprintf(`{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Forbidden","code":403,"message":%q}`, message))
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	request := r.Method + " " + r.URL.Path
	s.mutex.Lock()
	defer s.mutex.Unlock()
	text := r.Method + " " + r.URL.RequestURI()
	if !strings.HasPrefix(request, "GET /api") || strings.Contains(request, "softdelete") {
		s.Sent = append(s.Sent, strings.TrimSpace(text+" "+string(body)))
	}
	answers := s.answers[request]
	w.Header().Set("Content-Type", "application/json")
	if len(answers) == 0 {
		w.WriteHeader(404)
		fmt.Fprint(w, `{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"NotFound","code":404,"message":"the server could not find the requested resource","details":{}}`)
		return
	}
	answer := answers[0]
	if len(answers) > 1 {
		s.answers[request] = answers[1:]
	}
	w.WriteHeader(answer.Code)
	fmt.Fprint(w, answer.Body)
}

// URL returns where the server is.
func (s *Server) URL() string {
	return s.url
}

// Flags returns the flags with which a command talks to the server, from the namespace shop.
func (s *Server) Flags() []string {
	kubeconfig := filepath.Join(s.t.TempDir(), "kubeconfig")
	if err := os.WriteFile(kubeconfig, []byte("apiVersion: v1\nkind: Config\n"), 0o600); err != nil {
		s.t.Fatal(err)
	}
	return []string{"--kubeconfig=" + kubeconfig, "--server=" + s.url, "--namespace=shop", "--cache-dir=" + s.t.TempDir()}
}
