package command

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/manifest"
	"softdelete.dev/cli/internal/plain"
	"softdelete.dev/cli/internal/record"
)

// output is the flag -o.
type output struct {
	format  string
	allowed []string
}

func (o *output) add(c *cobra.Command, allowed ...string) {
	o.allowed = allowed
	c.Flags().StringVarP(&o.format, "output", "o", "", "Output format. One of: "+strings.Join(allowed, ", ")+".")
	_ = c.RegisterFlagCompletionFunc("output", cobra.FixedCompletions(allowed, cobra.ShellCompDirectiveNoFileComp))
}

func (o *output) check() error {
	if o.format == "" || slices.Contains(o.allowed, o.format) {
		return nil
	}
	return failure.Of(failure.Usage, "There is no output format %q. One of: %s.", o.format, strings.Join(o.allowed, ", "))
}

// items prints objects as they come, as one list of kubectl. JSON and YAML have every object as the
// API server sent it.
type items struct {
	out    io.Writer
	format string
	count  int
}

const listHead = `{
    "apiVersion": "v1",
    "kind": "List",
    "metadata": {},
    "items": [`

func (l *items) add(r record.Record) error {
	l.count++
	switch l.format {
	case "name":
		_, err := io.WriteString(l.out, "deletedresource.softdelete.dev/"+plain.Line(r.Metadata.Name)+"\n")
		return err
	case "json":
		var text bytes.Buffer
		if l.count == 1 {
			text.WriteString(listHead)
		} else {
			text.WriteString(",")
		}
		text.WriteString("\n        ")
		if err := json.Indent(&text, r.Raw, "        ", "    "); err != nil {
			return err
		}
		_, err := io.WriteString(l.out, plain.JSON(text.String()))
		return err
	default:
		return l.yaml(r)
	}
}

func (l *items) yaml(r record.Record) error {
	object, err := manifest.Parse(r.Raw)
	if err != nil {
		return err
	}
	text, err := object.YAML()
	if err != nil {
		return err
	}
	var out strings.Builder
	if l.count == 1 {
		out.WriteString("apiVersion: v1\nitems:\n")
	}
	prefix := "- "
	for line := range strings.Lines(text) {
		if line != "\n" {
			out.WriteString(prefix)
		}
		out.WriteString(line)
		prefix = "  "
	}
	_, err = io.WriteString(l.out, out.String())
	return err
}

func (l *items) end() error {
	var text string
	switch {
	case l.format == "json" && l.count == 0:
		text = listHead + "]\n}\n"
	case l.format == "json":
		text = "\n    ]\n}\n"
	case l.format == "yaml" && l.count == 0:
		text = "apiVersion: v1\nitems: []\nkind: List\nmetadata: {}\n"
	case l.format == "yaml":
		text = "kind: List\nmetadata: {}\n"
	}
	_, err := io.WriteString(l.out, text)
	return err
}

// printRecords prints the records in a format for programs.
func (a *App) printRecords(format string, records []record.Record) error {
	list := items{out: a.Terminal.Out, format: format}
	for _, r := range records {
		if err := list.add(r); err != nil {
			return err
		}
	}
	return list.end()
}

// printValue prints a value of this program in a format for programs.
func (a *App) printValue(format string, value any) error {
	raw, err := json.Marshal(value)
	if err != nil {
		return err
	}
	object, err := manifest.Parse(raw)
	if err != nil {
		return err
	}
	return a.printObject(format, object)
}

func (a *App) printObject(format string, object manifest.Object) error {
	print := object.YAML
	if format == "json" {
		print = object.JSON
	}
	text, err := print()
	if err != nil {
		return err
	}
	_, err = io.WriteString(a.Terminal.Out, text)
	return err
}
