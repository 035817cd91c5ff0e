package command

import (
	"fmt"
	"strings"
	"testing"

	"softdelete.dev/cli/internal/fakeapi"
)

// pages scripts a list of records in pages of 500.
func pages(api *fakeapi.Server, count int) {
	for first := 0; first < count; first += 500 {
		items := make([]string, 0, 500)
		for i := first; i < min(first+500, count); i++ {
			items = append(items, deletion("ConfigMap", fmt.Sprintf("c%d", i), `,"deletedBy":{"username":"ann","groups":["a","b"]}`, ""))
		}
		next := ""
		if first+500 < count {
			next = fmt.Sprintf(`"continue":"%d"`, first+500)
		}
		api.On("GET "+records, 200, `{"metadata":{`+next+`},"items":[`+strings.Join(items, ",")+`]}`)
	}
}

func TestAHundredThousandRecordsAreListed(t *testing.T) {
	api := fakeapi.New(t)
	pages(api, 100_000)

	got := run(t, api, "list", "--no-headers")

	if lines := strings.Count(got.out, "\n"); got.exit != 0 || lines != 100_000 {
		t.Errorf("%d lines, exit code %d: %s", lines, got.exit, got.err)
	}
	if requests := len(api.Sent); requests != 200 {
		t.Errorf("%d requests", requests)
	}
}

// The time is that of the program alone: the API server answers at once. Run with: go test -bench .
func BenchmarkListOfTwoThousandRecords(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		api := fakeapi.New(b)
		pages(api, 2000)
		b.StartTimer()
		if got := run(b, api, "list", "-o", "wide"); got.exit != 0 {
			b.Fatal(got.err)
		}
	}
}
