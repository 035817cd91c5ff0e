package command

import (
	"fmt"
	"strings"
	"testing"
	"time"

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

// The time is that of the program alone: the API server of the test answers at once.
func TestTwoThousandRecordsAreListedWithinASecond(t *testing.T) {
	api := fakeapi.New(t)
	pages(api, 2000)
	begin := time.Now()

	got := run(t, api, "list", "-o", "wide")

	if took := time.Since(begin); got.exit != 0 || took > time.Second {
		t.Errorf("took %v", took)
	}
}
