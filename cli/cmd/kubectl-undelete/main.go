// Command kubectl-undelete restores what was deleted. It is a plugin of kubectl: where it is on the
// PATH, "kubectl undelete" runs it.
package main

import (
	"context"
	"os"

	"github.com/go-logr/logr"
	// Credentials from other programs and from OIDC, as in kubectl.
	_ "k8s.io/client-go/plugin/pkg/client/auth"
	"k8s.io/klog/v2"

	"softdelete.dev/cli/internal/command"
	"softdelete.dev/cli/internal/terminal"
)

func main() {
	// The libraries log words of the API server as they are. The errors that matter are returned.
	klog.SetLogger(logr.Discard())
	program, err := os.Executable()
	if err != nil {
		program = os.Args[0]
	}
	t := terminal.New(os.Stdin, os.Stdout, os.Stderr, os.Getenv)
	os.Exit(command.Run(context.Background(), t, program, os.Args[1:]))
}
