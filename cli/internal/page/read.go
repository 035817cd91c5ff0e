package page

import (
	"net/http"

	"softdelete.dev/cli/internal/cluster"
	"softdelete.dev/cli/internal/compare"
	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/manifest"
	"softdelete.dev/cli/internal/moment"
	"softdelete.dev/cli/internal/plain"
	"softdelete.dev/cli/internal/record"
	"softdelete.dev/cli/internal/survey"
)

func (p *Page) about(w http.ResponseWriter, _ *http.Request) {
	answer(w, clean(p.About), nil)
}

func (p *Page) state(w http.ResponseWriter, r *http.Request) {
	namespace, err := p.namespaceOf(r)
	if err != nil {
		answer(w, nil, err)
		return
	}
	status, err := survey.Read(r.Context(), p.Search.Client, p.Search.Operator, namespace)
	now := p.Search.Client.Now()
	leads := status.Operator != nil && !status.Operator.LeaderSilent(now)
	answer(w, map[string]any{"state": clean(status), "leads": leads, "now": moment.Stamp(now)}, err)
}

// namespaceOf returns the namespace that a GET names, or else that of the kubeconfig.
func (p *Page) namespaceOf(r *http.Request) (string, error) {
	namespace := r.URL.Query().Get("namespace")
	switch {
	case namespace == "":
		return p.Search.Namespace, nil
	case !segment(namespace):
		return "", failure.Of(failure.Usage, "%q is not the name of a namespace.", namespace)
	default:
		return namespace, nil
	}
}

// named returns the record that a GET is about.
func (p *Page) named(r *http.Request) (record.Record, error) {
	q := r.URL.Query()
	return p.find(r, place{Namespace: q.Get("namespace"), Record: q.Get("record"), UID: q.Get("uid")})
}

// content is the manifest of what was deleted.
type content struct {
	Text   string `json:"text"`
	Secret bool   `json:"secret"`
	Masked bool   `json:"masked"`
}

func (p *Page) manifest(w http.ResponseWriter, r *http.Request) {
	c, err := p.contentOf(r)
	answer(w, c, err)
}

func (p *Page) contentOf(r *http.Request) (content, error) {
	deleted, err := p.named(r)
	if err != nil {
		return content{}, err
	}
	text, err := p.Search.Client.Manifest(r.Context(), deleted)
	if err != nil {
		return content{}, err
	}
	object, err := manifest.Parse([]byte(text))
	if err != nil {
		return content{}, failure.Of(failure.General, "Cannot show %s: %v.", deleted.Spec.Resource, err)
	}
	object.Neat()
	c := content{Secret: object.IsSecret()}
	if c.Masked = c.Secret && !shown(r); c.Masked {
		object.MaskSecret()
	}
	c.Text, err = object.YAML()
	return c, err
}

// shown tells whether the values of Secrets were asked for.
func shown(r *http.Request) bool {
	return r.URL.Query().Get("secrets") == "show"
}

// difference is how what was deleted differs from what lives now.
type difference struct {
	Lives  bool   `json:"lives"`
	Text   string `json:"text"`
	Masked bool   `json:"masked"`
}

func (p *Page) difference(w http.ResponseWriter, r *http.Request) {
	d, err := p.differenceOf(r)
	answer(w, d, err)
}

func (p *Page) differenceOf(r *http.Request) (difference, error) {
	deleted, err := p.named(r)
	if err != nil {
		return difference{}, err
	}
	text, err := p.Search.Client.Manifest(r.Context(), deleted)
	if err != nil {
		return difference{}, err
	}
	object, err := manifest.Parse([]byte(text))
	if err != nil {
		return difference{}, failure.Of(failure.General, "Cannot compare %s: %v.", deleted.Spec.Resource, err)
	}
	live, err := p.Search.Client.Live(r.Context(), deleted)
	if err != nil {
		return difference{}, err
	}
	if live == nil {
		return difference{}, nil
	}
	secret := object.IsSecret() || live.IsSecret()
	d := difference{Lives: true, Masked: secret && !shown(r)}
	diff, err := compare.Manifests(compare.Manifest{Name: "lives now", Object: live},
		compare.Manifest{Name: "was deleted", Object: object}, compare.Shown{Secrets: shown(r)})
	d.Text = plain.Text(diff)
	return d, err
}

func (p *Page) preview(w http.ResponseWriter, r *http.Request) {
	deleted, err := p.named(r)
	if err != nil {
		answer(w, nil, err)
		return
	}
	preview, err := p.Search.Client.Preview(r.Context(), deleted)
	answer(w, clean(preview), err)
}

// actions has what each action of the page takes.
var actions = map[string]struct {
	what  string
	verbs []string
}{
	"restore": {"restore", []string{"patch", "restore"}},
	"extend":  {"move the purge time", []string{"patch"}},
	"shorten": {"purge earlier than planned", []string{"patch", "delete"}},
	"hold":    {"set or lift a legal hold", []string{"patch", "hold"}},
	"purge":   {"purge", []string{"delete"}},
}

// rights says of each action in a namespace which right is missing, so that nobody learns it only
// after having filled in a form. The API server decides nevertheless.
func (p *Page) rights(w http.ResponseWriter, r *http.Request) {
	namespace, err := p.namespaceOf(r)
	if err != nil {
		answer(w, nil, err)
		return
	}
	missing := map[string]failure.Right{}
	for _, verb := range []string{"patch", "restore", "delete", "hold"} {
		right := cluster.RecordRight(verb, namespace)
		if may, err := p.Search.Client.May(r.Context(), right); err == nil && !may {
			missing[verb] = right
		}
	}
	problems := map[string]problem{}
	for name, action := range actions {
		for _, verb := range action.verbs {
			if right, lacks := missing[verb]; lacks {
				problems[name] = problemOf(right.Missing(action.what))
				break
			}
		}
	}
	answer(w, problems, nil)
}
