package page

import (
	"context"
	"net/http"
	"sync"
	"time"

	"softdelete.dev/cli/internal/choose"
	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/moment"
	"softdelete.dev/cli/internal/search"
)

// news is one line of the stream of records.
type news struct {
	Now     string   `json:"now,omitempty"`   // the time of the API server
	Scope   *scope   `json:"scope,omitempty"` // at the beginning: where is looked
	List    string   `json:"list,omitempty"`  // the namespace of the list; "*" for all
	Begin   bool     `json:"begin,omitempty"`
	Rows    []row    `json:"rows,omitempty"`
	Gone    string   `json:"gone,omitempty"` // the uid of a record
	Whole   bool     `json:"whole,omitempty"`
	Trouble *problem `json:"trouble,omitempty"`
}

// scope is where records are looked for.
type scope struct {
	Namespace string   `json:"namespace"`     // empty: in all namespaces
	Why       *problem `json:"why,omitempty"` // why not in all namespaces, if that was meant
}

// beat is how often the stream says something, so that a page notices when it is cut off.
const beat = 15 * time.Second

// records streams the records and their changes. Without a namespace they are those of all
// namespaces; if the user may not list those, of the namespace of the kubeconfig.
func (p *Page) records(w http.ResponseWriter, r *http.Request) {
	s, err := p.Search, error(nil)
	if s.Namespace, err = p.namespaceOf(r); err != nil {
		answer(w, nil, err)
		return
	}
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	out := telling{lines: streaming(w), now: p.Search.Client.Now}
	go out.beats(ctx)
	q := r.URL.Query()
	filter := choose.Filter{Routine: q.Get("routine") == "true"}
	s.All = q.Get("namespace") == ""
	where := scope{Namespace: q.Get("namespace")}
	err = watch(ctx, s, filter, &out, where)
	if s.All && failure.CodeOf(err) == failure.Forbidden {
		why := problemOf(err)
		s.All = false
		where = scope{Namespace: s.Namespace, Why: &why}
		err = watch(ctx, s, filter, &out, where)
	}
	if err != nil && ctx.Err() == nil {
		trouble := problemOf(err)
		_ = out.tell(news{Scope: &where, Trouble: &trouble, Whole: true})
	}
}

func watch(ctx context.Context, s search.Search, f choose.Filter, out *telling, where scope) error {
	said := false
	return s.Watch(ctx, f, func(n search.News) error {
		line := news{List: n.Namespace, Begin: n.Begin, Whole: n.Whole}
		if line.List == "" {
			line.List = "*"
		}
		if !said && !n.Begin {
			// The first page has come, so the user may list there.
			line.Scope, said = &where, true
		}
		for _, r := range n.Records {
			line.Rows = append(line.Rows, rowOf(r))
		}
		if n.Gone != nil {
			line.Gone = rowOf(*n.Gone).UID
		}
		if n.Trouble != nil {
			trouble := problemOf(n.Trouble)
			line.Trouble = &trouble
		}
		return out.tell(line)
	})
}

// telling writes lines from several sides.
type telling struct {
	mutex sync.Mutex
	lines lines
	now   func() time.Time
}

func (t *telling) tell(n news) error {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	n.Now = moment.Stamp(t.now())
	return t.lines.write(n)
}

func (t *telling) beats(ctx context.Context) {
	ticker := time.NewTicker(beat)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			_ = t.tell(news{})
		}
	}
}
