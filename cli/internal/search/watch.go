package search

import (
	"context"
	"sync"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"

	"softdelete.dev/cli/internal/choose"
	"softdelete.dev/cli/internal/cluster"
	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/record"
)

// News is what a watcher is told. Namespace is that of the list that it is about; it is empty for all
// namespaces.
type News struct {
	Namespace string
	Begin     bool            // all records of the list follow
	Records   []record.Record // they exist, or have changed
	Gone      *record.Record  // it does not exist any more, or is no longer selected
	Whole     bool            // all records of the list have been told
	Trouble   error           // why nothing is told at present; the watch goes on
}

// pause is how long a list or watch that has failed waits before the next try. Without the right to
// watch, the list is read anew after that time.
var pause = 5 * time.Second

// Watch tells which records the filter selects, and every change of them, until the context ends. It
// ends with an error only if the records cannot be listed at the beginning, or if tell returns one.
// Calls of tell do not overlap.
func (s Search) Watch(ctx context.Context, f choose.Filter, tell func(News) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var turn sync.Mutex
	told := func(n News) error {
		turn.Lock()
		defer turn.Unlock()
		return tell(n)
	}
	var all sync.WaitGroup
	for _, p := range s.places(f) {
		all.Go(func() {
			if err := s.watch(ctx, p, told); err != nil {
				cancel(err)
			}
		})
	}
	all.Wait()
	return context.Cause(ctx)
}

func (s Search) watch(ctx context.Context, p place, tell func(News) error) error {
	namespace := query(p, "").Namespace
	for first := true; ctx.Err() == nil; first = false {
		version, err := s.read(ctx, p, tell)
		if err != nil && ctx.Err() == nil && p.optional && failure.CodeOf(err) == failure.Forbidden {
			return tell(News{Namespace: namespace, Whole: true})
		}
		if err != nil && first {
			return err
		}
		if err == nil {
			if err = s.changes(ctx, p, version, tell); apierrors.IsResourceExpired(err) {
				continue
			}
		}
		if ctx.Err() != nil {
			break
		}
		if err := tell(News{Namespace: namespace, Trouble: err}); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
	}
	return nil
}

// read tells all records of a place. It returns the version from which they can be watched.
func (s Search) read(ctx context.Context, p place, tell func(News) error) (string, error) {
	q := query(p, "")
	if err := tell(News{Namespace: q.Namespace, Begin: true}); err != nil {
		return "", err
	}
	version, err := s.Client.List(ctx, q, func(page []record.Record) error {
		return tell(News{Namespace: q.Namespace, Records: matching(page, p.filter)})
	})
	if err != nil {
		return "", err
	}
	return version, tell(News{Namespace: q.Namespace, Whole: true})
}

func matching(page []record.Record, f choose.Filter) []record.Record {
	var some []record.Record
	for _, r := range page {
		if f.Match(r) {
			some = append(some, r)
		}
	}
	return some
}

// changes tells the changes of a place until there is an error.
func (s Search) changes(ctx context.Context, p place, version string, tell func(News) error) error {
	q := query(p, "")
	for {
		begun := time.Now()
		next, err := s.Client.Watch(ctx, q, version, func(c cluster.Change) error {
			if c.Gone || !p.filter.Match(c.Record) {
				return tell(News{Namespace: q.Namespace, Gone: &c.Record})
			}
			return tell(News{Namespace: q.Namespace, Records: []record.Record{c.Record}})
		})
		if err != nil {
			return err
		}
		version = next
		if time.Since(begun) < time.Second {
			// An API server that ends watches at once is not asked without a break.
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(time.Second):
			}
		}
	}
}
