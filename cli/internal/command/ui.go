package command

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
	"k8s.io/client-go/rest"

	"softdelete.dev/cli/internal/browser"
	"softdelete.dev/cli/internal/cluster"
	"softdelete.dev/cli/internal/failure"
	"softdelete.dev/cli/internal/guard"
	"softdelete.dev/cli/internal/page"
)

func (a *App) ui() *cobra.Command {
	var port uint16
	var noBrowser bool
	c := &cobra.Command{
		Use:   "ui",
		Short: "Show deletions on a page in the browser",
		Long: `Serve a page on this machine that shows what was deleted, with your kubeconfig and your permissions, and open it in the
browser. It ends with Ctrl-C.

The page lists deletions as they happen, with what was deleted together, the time until the purge, manifests and their
differences from what lives now. It previews and restores, moves purge times, sets and lifts legal holds, purges, and
shows the policies and what is stuck. With --namespace, it shows that namespace first; else all namespaces, or the
namespace of the kubeconfig if you may not list deletions in all.

The page is served on 127.0.0.1 only. The link that is printed opens it once; nobody else can use the page. The section
"The page" below says what it is guarded against.`,
		Example: `  kubectl undelete ui

  # On another machine, over SSH: the port must be the same on both sides
  ssh -L 8123:127.0.0.1:8123 host kubectl undelete ui --port 8123 --no-browser`,
		Args: usage(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			ctx, stop := signal.NotifyContext(c.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			return a.runUI(ctx, port, !noBrowser, c.Flags().Changed("namespace"))
		},
	}
	c.Flags().Uint16Var(&port, "port", 0, "Port on 127.0.0.1. Without it, a free port is chosen at random.")
	c.Flags().BoolVar(&noBrowser, "no-browser", false, "Only print the link.")
	return c
}

func (a *App) runUI(ctx context.Context, port uint16, open, only bool) error {
	p, err := a.page(ctx, only)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return failure.Of(failure.General, "Cannot serve the page: %v.", err).Then("Choose another port with --port.")
	}
	g := guard.New(listener.Addr().String())
	link := g.Link()
	g.Opened = func(first bool) {
		if first {
			fmt.Fprintln(a.Terminal.Err, "The link was opened. If that was not you, press Ctrl-C.")
		} else {
			fmt.Fprintln(a.Terminal.Err, "Somebody has tried a link that is used already or wrong. It was refused.")
		}
	}
	a.Terminal.Notef("The page of %s is served until you press Ctrl-C. This link opens it, once:", p.About.Server)
	a.Terminal.Printf("%s", link)
	if open {
		forget, err := browser.Open(link)
		defer forget()
		if err != nil {
			a.Terminal.Notef("No browser was opened: %v. Open the link yourself.", err)
		}
	}
	if err := p.Serve(ctx, listener, g); err != nil && !errors.Is(err, http.ErrServerClosed) {
		return failure.Of(failure.General, "The page has ended: %v.", err)
	}
	fmt.Fprintln(a.Terminal.Err, "The page has ended.")
	return nil
}

// page returns the page of the kubeconfig's user.
func (a *App) page(ctx context.Context, only bool) (*page.Page, error) {
	s, err := a.search()
	if err != nil {
		return nil, err
	}
	config, err := a.flags.ToRESTConfig()
	if err != nil {
		return nil, err
	}
	// Warnings would be printed by several requests at a time, to nobody.
	if s.Client, err = cluster.New(config, rest.NoWarnings{}); err != nil {
		return nil, err
	}
	about := page.About{Server: config.Host, Namespace: s.Namespace, Only: only, Operator: a.operator}
	if about.User, err = s.Client.Me(ctx); err != nil && failure.CodeOf(err) == failure.General {
		return nil, err
	}
	if raw, err := a.flags.ToRawKubeConfigLoader().RawConfig(); err == nil {
		about.Context = raw.CurrentContext
		if named := a.flags.Context; named != nil && *named != "" {
			about.Context = *named
		}
	}
	return &page.Page{Search: s, About: about}, nil
}
