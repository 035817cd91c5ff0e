package page

import (
	"errors"
	"net/http"
	"time"

	validation "k8s.io/apimachinery/pkg/api/validation/path"

	"softdelete.dev/cli/internal/change"
	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/follow"
	"softdelete.dev/cli/internal/plain"
	"softdelete.dev/cli/internal/record"
	"softdelete.dev/cli/internal/undo"
	"softdelete.dev/cli/internal/verdict"
)

// place says which record an action is for. With the uid, another record of that name is not meant.
type place struct {
	Namespace string `json:"namespace"`
	Record    string `json:"record"`
	UID       string `json:"uid"`
}

func (p *Page) find(r *http.Request, at place) (record.Record, error) {
	for _, part := range []string{at.Namespace, at.Record} {
		if !segment(part) {
			return record.Record{}, failure.Of(failure.Usage, "The name of a record and its namespace are needed.")
		}
	}
	found, err := p.Search.Client.Record(r.Context(), record.Place{Namespace: at.Namespace, Name: at.Record})
	if err == nil && at.UID != found.Metadata.UID {
		return found, failure.Of(failure.NotFound, "This deletion is gone; a later one has the same record name.")
	}
	return found, err
}

func segment(name string) bool {
	return name != "" && len(validation.IsValidPathSegmentName(name)) == 0
}

// changing answers a request that changes one record.
func (p *Page) changing(w http.ResponseWriter, r *http.Request, at place, what string, patch func(record.Record) (map[string]any, error)) {
	found, err := p.find(r, at)
	if err != nil {
		answer(w, nil, err)
		return
	}
	changes, err := patch(found)
	if err == nil && changes != nil {
		found, err = p.Search.Client.Change(r.Context(), found.Home(), what+" "+found.Spec.Resource.String(), changes)
	}
	answer(w, rowOf(found), err)
}

func (p *Page) hold(w http.ResponseWriter, r *http.Request) {
	var q struct {
		place
		Hold bool `json:"hold"`
	}
	if err := question(w, r, &q); err != nil {
		answer(w, nil, err)
		return
	}
	what := "lift the legal hold on"
	if q.Hold {
		what = "set a legal hold on"
	}
	p.changing(w, r, q.place, what, func(r record.Record) (map[string]any, error) {
		return change.LegalHold(r, q.Hold), nil
	})
}

func (p *Page) extend(w http.ResponseWriter, r *http.Request) {
	var q struct {
		place
		For     string `json:"for"`
		Until   string `json:"until"`
		Shorten bool   `json:"shorten"`
	}
	if err := question(w, r, &q); err != nil {
		answer(w, nil, err)
		return
	}
	p.changing(w, r, q.place, "move the purge time of", func(r record.Record) (map[string]any, error) {
		patch, err := change.PurgeTime(r, p.Search.Client.Now(), change.End{For: q.For, Until: q.Until, Shorten: q.Shorten})
		var f *failure.Failure
		if errors.As(err, &f) && f.Code == failure.Refused {
			return nil, f.Then("To purge it earlier than that, tick “Allow an earlier time”.")
		}
		return patch, err
	})
}

func (p *Page) withdraw(w http.ResponseWriter, r *http.Request) {
	var at place
	if err := question(w, r, &at); err != nil {
		answer(w, nil, err)
		return
	}
	p.changing(w, r, at, "take back the restore of", func(r record.Record) (map[string]any, error) {
		if r.Requested() == "" {
			return nil, nil
		}
		return undo.Withdraw(), nil
	})
}

// purge deletes a record. The name of what was deleted has to be typed in, as the page shows it.
func (p *Page) purge(w http.ResponseWriter, r *http.Request) {
	var q struct {
		place
		Name string `json:"name"`
	}
	if err := question(w, r, &q); err != nil {
		answer(w, nil, err)
		return
	}
	found, err := p.find(r, q.place)
	if name := found.Spec.Resource.Name; err == nil && q.Name != name && q.Name != plain.Line(name) {
		err = failure.Of(failure.Unconfirmed, "Nothing was purged: %q is not the name %q.", q.Name, plain.Line(name))
	}
	if err == nil {
		err = p.Search.Client.Purge(r.Context(), found)
	}
	answer(w, struct{}{}, err)
}

// step is one line of the stream of a restore.
type step struct {
	Text    string   `json:"text,omitempty"`
	Done    bool     `json:"done,omitempty"`
	Note    string   `json:"note,omitempty"` // what differs from what was deleted
	Problem *problem `json:"problem,omitempty"`
}

const (
	restoreWithin = 10 * time.Minute
	blockedFor    = 5 * time.Second // after which a restore that is blocked is no longer waited for
)

// restore requests a restore, and streams how far it is. It goes on when the page has gone.
func (p *Page) restore(w http.ResponseWriter, r *http.Request) {
	var q struct {
		place
		ToName      string `json:"toName"`
		ToNamespace string `json:"toNamespace"`
		Over        bool   `json:"over"`
	}
	if err := question(w, r, &q); err != nil {
		answer(w, nil, err)
		return
	}
	found, err := p.find(r, q.place)
	if err != nil {
		answer(w, nil, err)
		return
	}
	request := undo.Request{ToName: q.ToName, ToNamespace: q.ToNamespace, Over: q.Over}
	if why := request.Objection(found); why != "" {
		answer(w, nil, verdict.Objection(found, why))
		return
	}
	before, err := p.Search.Client.Change(r.Context(), found.Home(), "restore "+found.Spec.Resource.String(), request.Patch())
	if err != nil {
		answer(w, nil, err)
		return
	}
	out := streaming(w)
	_ = out.write(step{Text: "The restore is requested."})
	f := follow.Follower{Client: p.Search.Client, Progress: undo.Of, Timeout: restoreWithin, Patience: blockedFor,
		Show: func(text string) {
			if text != "" {
				_ = out.write(step{Text: plain.Text(text)})
			}
		}}
	_ = out.write(last(f.Follow(r.Context(), []record.Record{before})[0], request))
}

func last(o follow.Outcome, q undo.Request) step {
	if err := verdict.Of(o, q); err != nil {
		p := problemOf(err)
		return step{Problem: &p}
	}
	s := step{Done: true, Text: plain.Text(verdict.Restored(o.Now)) + "."}
	if o.Progress.Reason == "Incomplete" || o.Progress.Reason == "Kept" {
		s.Note = plain.Text(o.Progress.Message)
	}
	return s
}
