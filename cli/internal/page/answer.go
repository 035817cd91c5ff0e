package page

import (
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/plain"
)

// problem is a failure as the page gets it.
type problem struct {
	Message string       `json:"message"`
	Next    string       `json:"next,omitempty"`
	Code    failure.Code `json:"code"`
}

func problemOf(err error) problem {
	var f *failure.Failure
	if errors.As(err, &f) {
		return problem{Message: plain.Text(f.Message), Next: plain.Text(f.Next), Code: f.Code}
	}
	return problem{Message: plain.Text(err.Error()), Code: failure.General}
}

var statuses = map[failure.Code]int{
	failure.Usage:       http.StatusBadRequest,
	failure.Forbidden:   http.StatusForbidden,
	failure.NotFound:    http.StatusNotFound,
	failure.Refused:     http.StatusConflict,
	failure.Unconfirmed: http.StatusConflict,
	failure.TimedOut:    http.StatusGatewayTimeout,
}

// answer writes a value, or the failure that there was.
func answer(w http.ResponseWriter, value any, err error) {
	status := http.StatusOK
	if err != nil {
		p := problemOf(err)
		if status = statuses[p.Code]; status == 0 {
			status = http.StatusBadGateway
		}
		value = p
	}
	text, err := json.Marshal(value)
	if err != nil {
		http.Error(w, "", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(text)
}

// question reads the body of a request.
func question(w http.ResponseWriter, r *http.Request, into any) error {
	if r.Header.Get("Content-Type") != "application/json" {
		return failure.Of(failure.Usage, "The body must be JSON.")
	}
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(5 * time.Second))
	decoder := json.NewDecoder(r.Body)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return failure.Of(failure.Usage, "The body is not what is expected: %v.", err)
	}
	_ = http.NewResponseController(w).SetReadDeadline(time.Time{})
	return nil
}

// lines writes JSON values, one a line, as they come.
type lines struct {
	w       http.ResponseWriter
	encoder *json.Encoder
}

func streaming(w http.ResponseWriter) lines {
	w.Header().Set("Content-Type", "application/x-ndjson")
	return lines{w, json.NewEncoder(w)}
}

// write writes a value. It fails where the page has gone.
func (l lines) write(value any) error {
	controller := http.NewResponseController(l.w)
	_ = controller.SetWriteDeadline(time.Now().Add(30 * time.Second))
	if err := l.encoder.Encode(value); err != nil {
		return err
	}
	return controller.Flush()
}

// clean makes every text of a value safe to show.
func clean(value any) any {
	text, err := json.Marshal(value)
	if err != nil {
		return nil
	}
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		return nil
	}
	return cleaned(tree)
}

func cleaned(tree any) any {
	switch v := tree.(type) {
	case string:
		return plain.Text(v)
	case []any:
		for i := range v {
			v[i] = cleaned(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = cleaned(v[key])
		}
	}
	return tree
}
