package command

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"softdelete.dev/cli/internal/failure"
)

const introduction = `# kubectl undelete

<!-- Generated from the commands by: cd cli && go test ./internal/command -run TestReference -update -->

A plugin of kubectl that lists, shows, compares, restores and purges what was deleted. It is one file,
` + "`kubectl-undelete`" + `; kubectl finds it on the PATH. It reads records, sends reviews and writes annotations, with
your kubeconfig and your permissions. Everything that it does can be done with kubectl alone, as [using.md](using.md)
describes.

` + "```console" + `
$ mvn -q -DskipTests package                       # builds cli/target/kubectl-undelete; needs Go 1.26
$ install cli/target/kubectl-undelete ~/.local/bin/
$ kubectl undelete completion install              # completion of names, kinds, namespaces and labels
` + "```" + `

` + "`kubectl undelete --version`" + ` prints the version of the plugin.

A deletion is named by its record (RECORD), or by the kind and name of what was deleted (KIND/NAME). Kinds are named as
for kubectl: ` + "`deployment`, `deploy`, `deployments.apps`" + `. A name that was deleted several times means
its newest deletion that is not [routine](using.md#routine-deletions). For purge, extend, hold and unhold, the record
must be named then. ` + "`restore`" + ` with flags takes the newest of each name, too, and says how many older ones it leaves out.

## Rights

| command | needs |
|---|---|
| ` + "`list`" + ` | list on deletedresources, as in ` + "`view`" + ` |
| ` + "`show`" + ` | create on deletedresourcereviews, as in ` + "`view`" + `, and get on the object itself |
| ` + "`diff`" + ` | the same; the object that lives now is read with get, too |
| KIND/NAME, ` + "`restore`" + ` | restore and patch on deletedresources, as in ` + "`edit`" + `, and create on the object |
| ` + "`extend`" + ` | patch on deletedresources, as in ` + "`edit`" + `; with ` + "`--shorten`" + ` also delete |
| ` + "`purge`" + ` | delete on deletedresources, as in ` + "`soft-delete-purger`" + ` |
| ` + "`hold`, `unhold`" + ` | hold and patch on deletedresources, as in ` + "`soft-delete-admin`" + ` |
| ` + "`why`" + ` | get on the object, list on deletedresources and softdeletepolicies, as in ` + "`view`" + ` |
| ` + "`status`" + ` | what you may not read is left out, and named |
| ` + "`ui`" + ` | list and watch on deletedresources, as in ` + "`view`" + `; each action what its command needs |

A command that is refused names the right that is missing, and the ClusterRole that has it. The page
[permissions.md](permissions.md) says who has which.

## Output

Results go to the standard output; notes, questions, progress and errors go to the standard error. On a terminal, states
and differences have colours, unless the variable ` + "`NO_COLOR`" + ` is set, and progress is one line that changes.

Names, users, messages and manifests are written by others. In everything that is printed for people, control
characters, escape sequences and bidirectional controls are replaced by escapes such as ` + "`\\u001b`" + `. JSON and YAML keep
their exact meaning: there, such characters are written as escapes of the format.

` + "`-o json`, `-o yaml` and `-o name`" + ` are for programs, and stable. Records are printed as the API server sends them,
in a List. ` + "`why`" + ` has the fields ` + "`kind`, `resource`, `namespace`, `name`, `exists`, `unread`, `covered`, `bypassed`" + `,
` + "`policies`, `terms`, `stuck`, `deletions`, `conclusion` and `next`" + `; ` + "`status`" + ` has ` + "`policies`, `operator`, `certificates`" + `,
` + "`stuck`, `nearLimits`, `waitingPurges` and `unreadable`" + `. Fields may be added.

## The page

` + "`kubectl undelete ui`" + ` prints a link, opens it in the browser, and serves the page until Ctrl-C.

![The list of deletions](pictures/list.png)

- The list follows the cluster. What was deleted together is one row, which can be unfolded; the search, the filters and
  ` + "`Show routine`" + ` restrict and extend it.
- A deletion shows its manifest, the difference from what lives now, what a restore would lead to, and what was deleted
  with it. The values of Secrets are masked before they reach the browser, until you ask for them.
- ` + "`Restore`, `Move the purge time`, `Hold` and `Purge`" + ` do what the commands do. An action for which you lack a
  right is dashed, and says which right. A purge takes the name of what was deleted, typed in.
- ` + "`Policies and state`" + ` shows what ` + "`status`" + ` prints.

![A deleted namespace as a tree](pictures/group.png)

![The difference from what lives now](pictures/difference.png)

![Policies and state, for a user who prefers dark pages](pictures/state-dark.png)

Everything works with the keyboard: ` + "`/`" + ` searches, the arrows move and unfold, Enter opens, Escape closes.

The page is guarded against other users of the machine and against other pages in your browser:

- It is served on 127.0.0.1 only, by default on a random port, and only under that address: a name that leads there is
  refused, and so is every request of another origin. No other page may read it, frame it or send it anything.
- The link has a token that works once. It is exchanged for a cookie and for a key that stays in the tab; every request
  for data needs both. The command prints when a link is opened: if that was not you, press Ctrl-C. The browser gets the
  link by a file that only you can read, because every user can read the command lines of all programs.
- The page can only send the requests that it needs. It is no proxy to the API server.
- It loads nothing from elsewhere, and shows the text of others only as text. Its content security policy allows no
  other script, and no script in the page.
- Whoever can act as your user on the machine, or as its administrator, can use your kubeconfig anyway.

Another tab needs the key, too: use the tab that the link has opened. For a new link, start the command again. Over SSH,
forward the same port: ` + "`ssh -L 8123:127.0.0.1:8123 HOST kubectl undelete ui --port 8123 --no-browser`" + `.

## Exit codes

| code | meaning |
|---|---|
`

// Reference returns the documentation of the commands, in Markdown.
func Reference(root *cobra.Command) string {
	var out strings.Builder
	out.WriteString(introduction)
	for _, m := range failure.Meanings {
		fmt.Fprintf(&out, "| %d | %s |\n", m.Code, m.Meaning)
	}
	out.WriteString("\n## Commands\n")
	root.InitDefaultHelpFlag()
	describe(&out, root)
	out.WriteString("\n## Flags of all commands\n\n")
	out.WriteString(wrap("`--operator-namespace`: "+root.PersistentFlags().Lookup("operator-namespace").Usage) + "\n")
	out.WriteString("The flags of kubectl for the cluster and the user:\n")
	var names []string
	root.PersistentFlags().VisitAll(func(f *pflag.Flag) {
		if f.Name != "operator-namespace" {
			names = append(names, "`--"+f.Name+"`")
		}
	})
	out.WriteString(wrap(strings.Join(names, ", ") + "."))
	return out.String()
}

func describe(out *strings.Builder, c *cobra.Command) {
	if c.Runnable() && !(c.HasSubCommands() && c.HasParent()) {
		fmt.Fprintf(out, "\n### %s\n\n%s\n\n```console\n$ %s\n```\n", title(c), longOf(c), useLine(c))
		flags(out, c)
		if c.Example != "" {
			fmt.Fprintf(out, "\n```console\n%s\n```\n", unindented(c.Example))
		}
	}
	for _, sub := range c.Commands() {
		if sub.Name() != "help" && !sub.Hidden {
			describe(out, sub)
		}
	}
}

func title(c *cobra.Command) string {
	if !c.HasParent() {
		return "kubectl undelete KIND/NAME"
	}
	return c.CommandPath()
}

func longOf(c *cobra.Command) string {
	if c.Long == "" {
		return c.Short + "."
	}
	var paragraphs []string
	for paragraph := range strings.SplitSeq(c.Long, "\n\n") {
		paragraphs = append(paragraphs, strings.TrimSpace(wrap(paragraph)))
	}
	return strings.Join(paragraphs, "\n\n")
}

func useLine(c *cobra.Command) string {
	return strings.TrimSuffix(c.UseLine(), " [flags]")
}

func flags(out *strings.Builder, c *cobra.Command) {
	first := true
	c.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
		if f.Name == "help" {
			return
		}
		if first {
			out.WriteString("\n| flag | meaning |\n|---|---|\n")
			first = false
		}
		name := "`--" + f.Name + "`"
		if f.Shorthand != "" {
			name = "`-" + f.Shorthand + "`, " + name
		}
		text := f.Usage
		if f.DefValue != "" && f.DefValue != "false" {
			text += " Default: " + f.DefValue + "."
		}
		fmt.Fprintf(out, "| %s | %s |\n", name, text)
	})
}

func unindented(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") {
			line = "$ " + line
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// wrap breaks prose at 120 columns.
func wrap(text string) string {
	var out strings.Builder
	column := 0
	for i, word := range strings.Fields(text) {
		switch {
		case i > 0 && column+1+len(word) > 120:
			out.WriteByte('\n')
			column = 0
		case i > 0:
			out.WriteByte(' ')
			column++
		}
		out.WriteString(word)
		column += len(word)
	}
	return out.String() + "\n"
}
