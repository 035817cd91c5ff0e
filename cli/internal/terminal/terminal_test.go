package terminal

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func noenv(string) string { return "" }

func terminal() (*Terminal, *bytes.Buffer, *bytes.Buffer) {
	var out, err bytes.Buffer
	return New(strings.NewReader("yes\n"), &out, &err, noenv), &out, &err
}

const hostile = "\x1b]0;title\x07\u202e\r\nx"

func TestNothingHostileActs(t *testing.T) {
	term, out, err := terminal()
	term.Colour, term.Progress, term.Interactive = true, true, true
	term.Printf("%s", hostile)
	term.Notef("%v", errors.New(hostile))
	term.Text(hostile)
	term.Fail(errors.New(hostile))
	term.Show(hostile)
	term.Ask(hostile)
	term.Diff("+" + hostile)
	table := NewTable("A").Coloured("A", map[string]string{hostile: Red})
	table.Row(hostile)
	_ = table.Print(term, true)

	all := out.String() + err.String()
	for _, own := range []string{"\r\x1b[K", "\x1b[31m", "\x1b[32m", "\x1b[0m"} {
		all = strings.ReplaceAll(all, own, "")
	}
	if strings.ContainsAny(all, "\x1b\x07\r\u202e") {
		t.Errorf("%q", all)
	}
}

func TestATableOfKubectl(t *testing.T) {
	term, out, _ := terminal()
	table := NewTable("NAME", "STATE").Coloured("STATE", map[string]string{"RESTORED": Green})
	table.Row("web", "RESTORED")
	table.Row("a-longer-name", "DELETED")
	_ = table.Print(term, true)
	want := "NAME            STATE\nweb             RESTORED\na-longer-name   DELETED\n"
	if out.String() != want {
		t.Errorf("got\n%s", out.String())
	}
	out.Reset()
	term.Colour = true
	_ = table.Print(term, false)
	if want := "web             \x1b[32mRESTORED\x1b[0m\n"; !strings.HasPrefix(out.String(), want) {
		t.Errorf("got\n%q", out.String())
	}
}

func TestProgressIsALinePerChangeWhereThereIsNoTerminal(t *testing.T) {
	term, _, err := terminal()
	term.Show("1 of 2")
	term.Show("1 of 2")
	term.Show("2 of 2")
	if err.String() != "1 of 2\n2 of 2\n" {
		t.Errorf("got %q", err.String())
	}
}

func TestProgressIsOneLineOnATerminal(t *testing.T) {
	term, _, err := terminal()
	term.Progress, term.width = true, 7
	term.Show("1 of 200")
	term.Notef("done")
	if err.String() != "\r\x1b[K1 of …\r\x1b[Kdone\n" {
		t.Errorf("got %q", err.String())
	}
}

func TestNobodyIsAskedWithoutATerminal(t *testing.T) {
	term, _, err := terminal()
	if _, answered := term.Ask("Really?"); answered || err.Len() > 0 {
		t.Errorf("asked %q", err.String())
	}
	term.Interactive = true
	if answer, answered := term.Ask("Really?"); !answered || answer != "yes" {
		t.Errorf("got %q", answer)
	}
}
