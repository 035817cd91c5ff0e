package command

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"

	"softdelete.dev/cli/internal/terminal"
)

var update = flag.Bool("update", false, "write docs/cli.md")

const reference = "../../../docs/cli.md"

func TestReferenceIsWhatTheCommandsSay(t *testing.T) {
	var out bytes.Buffer
	term := terminal.New(strings.NewReader(""), &out, &out, func(string) string { return "" })
	want := Reference(New(term, "kubectl-undelete"))
	if *update {
		if err := os.WriteFile(reference, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(reference)
	if err != nil || string(got) != want {
		t.Errorf("docs/cli.md is not what the commands say; write it with: go test ./internal/command -run TestReference -update (%v)", err)
	}
}

func TestEveryCommandSaysWhatItDoes(t *testing.T) {
	var out bytes.Buffer
	term := terminal.New(strings.NewReader(""), &out, &out, func(string) string { return "" })
	for _, c := range New(term, "").Commands() {
		if c.Short == "" || c.Name() != "completion" && c.Name() != "help" && c.Long == "" {
			t.Errorf("%s says nothing", c.Name())
		}
	}
}
