// Package terminal prints for people: tables, colours, questions and progress. Text that it is
// given is always made safe to print.
package terminal

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"softdelete.dev/cli/internal/plain"
)

// Terminal is where a command prints, and from where it reads answers.
type Terminal struct {
	In       io.Reader
	Out, Err io.Writer

	Screen      bool // whether Out is a terminal
	Colour      bool // whether Out shows colours
	Progress    bool // whether Err is a terminal, on which a line can be written again
	Interactive bool // whether somebody is there to answer
	shown       string
	width       int
}

// New returns the terminal of the process. Colours are used only on a terminal, and not if NO_COLOR
// is set or TERM is dumb.
func New(in io.Reader, out, err io.Writer, getenv func(string) string) *Terminal {
	dumb := getenv("TERM") == "dumb"
	t := &Terminal{In: in, Out: out, Err: err}
	t.Screen = is(out)
	t.Colour = t.Screen && getenv("NO_COLOR") == "" && !dumb
	t.Progress = is(err) && !dumb
	t.Interactive = is(in) && is(err)
	if file, ok := err.(*os.File); ok && t.Progress {
		t.width, _, _ = term.GetSize(int(file.Fd()))
	}
	return t
}

func is(stream any) bool {
	file, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

// Printf prints a line to the standard output. Each argument that is text becomes one safe line.
func (t *Terminal) Printf(format string, args ...any) {
	t.clear()
	fmt.Fprintf(t.Out, format+"\n", safe(args)...)
}

// Notef prints a line for people to the standard error.
func (t *Terminal) Notef(format string, args ...any) {
	t.clear()
	fmt.Fprintf(t.Err, format+"\n", safe(args)...)
}

// Text prints text of several lines to the standard output.
func (t *Terminal) Text(text string) {
	t.clear()
	fmt.Fprint(t.Out, plain.Text(text))
}

// Fail prints an error to the standard error.
func (t *Terminal) Fail(err error) {
	t.clear()
	fmt.Fprintln(t.Err, "error: "+plain.Text(err.Error()))
}

func safe(args []any) []any {
	out := make([]any, len(args))
	for i, arg := range args {
		switch v := arg.(type) {
		case string:
			out[i] = plain.Line(v)
		case error:
			out[i] = plain.Line(v.Error())
		case fmt.Stringer:
			out[i] = plain.Line(v.String())
		default:
			out[i] = arg
		}
	}
	return out
}

// Show says how far something is. On a terminal the line is written again each time; elsewhere
// each change is a line.
func (t *Terminal) Show(text string) {
	text = plain.Line(text)
	if text == t.shown {
		return
	}
	if t.Progress {
		if t.width > 1 {
			text = plain.Cut(text, t.width-1)
		}
		fmt.Fprint(t.Err, "\r\x1b[K"+text)
	} else {
		fmt.Fprintln(t.Err, text)
	}
	t.shown = text
}

// clear removes the line of the progress, if there is one.
func (t *Terminal) clear() {
	if t.Progress && t.shown != "" {
		fmt.Fprint(t.Err, "\r\x1b[K")
	}
	t.shown = ""
}

// Ask asks and returns the answer. It returns false if nobody is there to answer.
func (t *Terminal) Ask(question string) (string, bool) {
	if !t.Interactive {
		return "", false
	}
	t.clear()
	fmt.Fprint(t.Err, plain.Line(question)+" ")
	line, err := bufio.NewReader(t.In).ReadString('\n')
	if err != nil && line == "" {
		return "", false
	}
	return strings.TrimSpace(line), true
}

// The colours.
const (
	Red    = "31"
	Green  = "32"
	Yellow = "33"
	Cyan   = "36"
)

// Paint returns safe text in a colour, where colours are shown.
func (t *Terminal) Paint(colour, text string) string {
	text = plain.Text(text)
	if !t.Colour || colour == "" {
		return text
	}
	return "\x1b[" + colour + "m" + text + "\x1b[0m"
}

// Diff prints a difference in unified format, with its lines coloured.
func (t *Terminal) Diff(diff string) {
	t.clear()
	for line := range strings.Lines(diff) {
		text := strings.TrimSuffix(line, "\n")
		colour := ""
		switch {
		case strings.HasPrefix(text, "+"):
			colour = Green
		case strings.HasPrefix(text, "-"):
			colour = Red
		case strings.HasPrefix(text, "@@"):
			colour = Cyan
		}
		fmt.Fprintln(t.Out, t.Paint(colour, text))
	}
}
