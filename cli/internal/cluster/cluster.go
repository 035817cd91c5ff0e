// Package cluster sends requests to the API server, as the user of the kubeconfig.
package cluster

import (
	"context"
	"encoding/json"
	"net/http"
	"sync/atomic"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/client-go/rest"
)

// Client sends raw JSON, so that nothing that it passes on is lost or changed.
type Client struct {
	rest   *rest.RESTClient
	offset atomic.Int64 // nanoseconds by which the clock of the API server is ahead
}

// New returns a client for the API server of the config. Warnings of the API server go to the
// handler.
func New(config *rest.Config, warnings rest.WarningHandlerWithContext) (*Client, error) {
	scheme := runtime.NewScheme()
	metav1.AddToGroupVersion(scheme, schema.GroupVersion{Version: "v1"})
	client := &Client{}
	config = rest.CopyConfig(config)
	config.GroupVersion = &schema.GroupVersion{}
	config.APIPath = "/"
	config.NegotiatedSerializer = serializer.NewCodecFactory(scheme).WithoutConversion()
	config.ContentType = runtime.ContentTypeJSON
	config.AcceptContentTypes = runtime.ContentTypeJSON
	config.WarningHandlerWithContext = warnings
	if config.QPS == 0 {
		config.QPS, config.Burst = 50, 100
	}
	config.Wrap(func(next http.RoundTripper) http.RoundTripper { return clock{client, next} })
	var err error
	client.rest, err = rest.UnversionedRESTClientFor(config)
	return client, err
}

// clock notes the time that the API server names in each answer.
type clock struct {
	client *Client
	next   http.RoundTripper
}

func (c clock) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := c.next.RoundTrip(request)
	if err == nil {
		if date, err := http.ParseTime(response.Header.Get("Date")); err == nil {
			// The header has whole seconds, so a smaller difference says nothing.
			ahead := time.Until(date)
			if ahead.Abs() < 2*time.Second {
				ahead = 0
			}
			c.client.offset.Store(int64(ahead))
		}
	}
	return response, err
}

// Now returns the time by the clock of the API server, as far as its answers have told.
func (c *Client) Now() time.Time {
	return time.Now().Add(time.Duration(c.offset.Load()))
}

// Get returns the answer to a GET. A parameter may have several values.
func (c *Client) Get(ctx context.Context, path string, params map[string]string) ([]byte, error) {
	request := c.rest.Get().AbsPath(path)
	for name, value := range params {
		if value != "" {
			request = request.Param(name, value)
		}
	}
	return raw(request.Do(ctx))
}

// Post returns the answer to a POST.
func (c *Client) Post(ctx context.Context, path string, params map[string]string, body any) ([]byte, error) {
	content, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	request := c.rest.Post().AbsPath(path).SetHeader("Content-Type", runtime.ContentTypeJSON).Body(content)
	for name, value := range params {
		request = request.Param(name, value)
	}
	return raw(request.Do(ctx))
}

// MergePatch returns the answer to a JSON merge patch.
func (c *Client) MergePatch(ctx context.Context, path string, patch any) ([]byte, error) {
	content, err := json.Marshal(patch)
	if err != nil {
		return nil, err
	}
	return raw(c.rest.Patch("application/merge-patch+json").AbsPath(path).Param("fieldManager", "kubectl-undelete").
		Body(content).Do(ctx))
}

// Delete deletes an object, if it still has the uid.
func (c *Client) Delete(ctx context.Context, path, uid string) error {
	options := map[string]any{"apiVersion": "v1", "kind": "DeleteOptions", "preconditions": map[string]string{"uid": uid}}
	content, err := json.Marshal(options)
	if err != nil {
		return err
	}
	return c.rest.Delete().AbsPath(path).SetHeader("Content-Type", runtime.ContentTypeJSON).Body(content).Do(ctx).Error()
}

// raw returns the body of an answer. An error has the words of the API server.
func raw(result rest.Result) ([]byte, error) {
	if err := result.Error(); err != nil {
		return nil, err
	}
	return result.Raw()
}
