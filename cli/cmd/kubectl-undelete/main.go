// Command kubectl-undelete restores what was deleted. It is a plugin of kubectl: where it is on the
// PATH, "kubectl undelete" runs it.
package main

import (
	"context"
	"os"

	// Credentials from other programs and from OIDC, as in kubectl.
	_ "k8s.io/client-go/plugin/pkg/client/auth"

	"softdelete.dev/cli/internal/command"
	"softdelete.dev/cli/internal/terminal"
)

func main() {
	program, err := os.Executable()
	if err != nil {
		program = os.Args[0]
	}
	t := terminal.New(os.Stdin, os.Stdout, os.Stderr, os.Getenv)
	os.Exit(command.Run(context.Background(), t, program, os.Args[1:]))
}
