package follow_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"k8s.io/client-go/rest"

	"softdelete.dev/cli/internal/cluster"
	"softdelete.dev/cli/internal/fakeapi"
	"softdelete.dev/cli/internal/follow"
	"softdelete.dev/cli/internal/record"
	"softdelete.dev/cli/internal/undo"
)

const (
	ops     = "/apis/softdelete.dev/v1/namespaces/ops/deletedresources"
	shop    = "/apis/softdelete.dev/v1/namespaces/shop/deletedresources"
	missing = `{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"NotFound","code":404,"message":"not found","details":{"name":"x"}}`
	done    = `"state":"RESTORED","conditions":[{"type":"Restored","status":"True","reason":"Restored"}]`
	taken   = `"state":"DELETED","conditions":[{"type":"Restored","status":"False","reason":"NameConflict","message":"taken"}]`
)

func text(namespace, name, status string) string {
	return fmt.Sprintf(`{"metadata":{"name":%[1]q,"namespace":%[2]q,"annotations":{"softdelete.dev/restore":"true"}},
		"spec":{"resource":{"kind":"ConfigMap","namespace":"shop","name":%[1]q}},"status":{%[3]s}}`, name, namespace, status)
}

func parsed(t *testing.T, json string) record.Record {
	t.Helper()
	r, err := record.Parse([]byte(json))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func follower(t *testing.T, api *fakeapi.Server) follow.Follower {
	t.Helper()
	client, err := cluster.New(&rest.Config{Host: api.URL()}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return follow.Follower{Client: client, Progress: undo.Of, Show: func(string) {}, Timeout: 10 * time.Second, Patience: time.Second}
}

func TestARecordThatMovesHomeIsFollowed(t *testing.T) {
	api := fakeapi.New(t).On("GET "+ops+"/a", 404, missing).On("GET "+shop+"/a", 200, text("shop", "a", done))
	got := follower(t, api).Follow(context.Background(), []record.Record{parsed(t, text("ops", "a", ""))})
	if got[0].Progress.Phase != undo.Done {
		t.Errorf("got %+v", got[0].Progress)
	}
}

func TestARecordThatIsGoneIsTold(t *testing.T) {
	api := fakeapi.New(t).On("GET "+shop+"/a", 404, missing)
	got := follower(t, api).Follow(context.Background(), []record.Record{parsed(t, text("shop", "a", ""))})
	if got[0].Progress.Phase != undo.Failed || !strings.Contains(got[0].Progress.Message, "its record is gone") {
		t.Errorf("got %+v", got[0].Progress)
	}
}

func TestWhatIsBlockedIsGivenUpBeforeTheTimeout(t *testing.T) {
	api := fakeapi.New(t).On("GET "+shop+"/a", 200, text("shop", "a", taken))
	begin := time.Now()
	got := follower(t, api).Follow(context.Background(), []record.Record{parsed(t, text("shop", "a", ""))})
	if got[0].Progress.Phase != undo.Blocked || got[0].Ended || time.Since(begin) > 8*time.Second {
		t.Errorf("got %+v after %v", got[0].Progress, time.Since(begin))
	}
}

func TestAServerThatFailsForAWhileIsAskedAgain(t *testing.T) {
	api := fakeapi.New(t).On("GET "+shop+"/a", 500, `{"kind":"Status","apiVersion":"v1","status":"Failure","code":500,"message":"etcd"}`).
		On("GET "+shop+"/a", 200, text("shop", "a", done))
	got := follower(t, api).Follow(context.Background(), []record.Record{parsed(t, text("shop", "a", ""))})
	if got[0].Progress.Phase != undo.Done {
		t.Errorf("got %+v", got[0].Progress)
	}
}

func TestManyRecordsAreReadByAList(t *testing.T) {
	api := fakeapi.New(t)
	var before []record.Record
	var items []string
	for i := range 30 {
		name := fmt.Sprintf("c%d", i)
		before = append(before, parsed(t, text("shop", name, "")))
		items = append(items, text("shop", name, done))
	}
	api.On("GET "+shop, 200, `{"metadata":{},"items":[`+strings.Join(items, ",")+`]}`)

	for _, o := range follower(t, api).Follow(context.Background(), before) {
		if o.Progress.Phase != undo.Done {
			t.Errorf("got %+v", o)
		}
	}
	if requests := len(api.Sent); requests != 1 {
		t.Errorf("%d requests", requests)
	}
}
