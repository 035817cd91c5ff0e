package command

import (
	"context"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"softdelete.dev/cli/internal/cluster"
	"softdelete.dev/cli/internal/record"
)

// completionTime is how long the shell waits at most.
const completionTime = 3 * time.Second

// plainWord is what is offered for completion. Other names could mean something to a shell.
var plainWord = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._:/=-]*$`)

func offer(words map[string]bool, prefix string) ([]string, cobra.ShellCompDirective) {
	var offered []string
	for _, w := range slices.Sorted(maps.Keys(words)) {
		if strings.HasPrefix(w, prefix) && plainWord.MatchString(w) {
			offered = append(offered, w)
		}
	}
	return offered, cobra.ShellCompDirectiveNoFileComp
}

// firstPage returns some records of the namespace; nothing if they cannot be read.
func (a *App) firstPage(c *cobra.Command) []record.Record {
	ctx, cancel := context.WithTimeout(c.Context(), completionTime)
	defer cancel()
	s, err := a.search()
	if err != nil {
		return nil
	}
	namespace := s.Namespace
	if a.all {
		namespace = ""
	}
	var records []record.Record
	_ = s.Client.Records(ctx, cluster.Query{Namespace: namespace}, func(page []record.Record) error {
		records = page
		return context.Canceled
	})
	return records
}

func (a *App) completeTargets(c *cobra.Command, _ []string, prefix string) ([]string, cobra.ShellCompDirective) {
	words := map[string]bool{}
	for _, r := range a.firstPage(c) {
		words[r.Metadata.Name] = true
		words[kindWord(r)+"/"+r.Spec.Resource.Name] = true
	}
	return offer(words, prefix)
}

// completeNames offers what can be undeleted.
func (a *App) completeNames(c *cobra.Command, _ []string, prefix string) ([]string, cobra.ShellCompDirective) {
	words := map[string]bool{}
	for _, r := range a.firstPage(c) {
		if r.State() == record.Deleted {
			words[kindWord(r)+"/"+r.Spec.Resource.Name] = true
		}
	}
	return offer(words, prefix)
}

func (a *App) completeKinds(c *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
	words := map[string]bool{}
	for _, r := range a.firstPage(c) {
		switch {
		case len(args) == 0 && strings.Contains(prefix, "/"):
			words[kindWord(r)+"/"+r.Spec.Resource.Name] = true
		case len(args) == 0:
			words[kindWord(r)] = true
		case kindWord(r) == strings.ToLower(args[0]):
			words[r.Spec.Resource.Name] = true
		}
	}
	return offer(words, prefix)
}

// kindWord is how a user would write the kind.
func kindWord(r record.Record) string {
	return strings.ToLower(r.Spec.Resource.Kind)
}

func (a *App) completeLabels(c *cobra.Command, _ []string, prefix string) ([]string, cobra.ShellCompDirective) {
	words := map[string]bool{}
	for _, r := range a.firstPage(c) {
		for name, value := range r.Metadata.Labels {
			words[name+"="+value] = true
		}
	}
	return offer(words, prefix)
}

func (a *App) completeNamespaces(c *cobra.Command, _ []string, prefix string) ([]string, cobra.ShellCompDirective) {
	ctx, cancel := context.WithTimeout(c.Context(), completionTime)
	defer cancel()
	words := map[string]bool{}
	if client, err := a.Client(); err == nil {
		var list struct {
			Items []struct {
				Metadata record.Metadata `json:"metadata"`
			} `json:"items"`
		}
		if raw, err := client.Get(ctx, "/api/v1/namespaces", map[string]string{"limit": "500"}); err == nil {
			_ = json.Unmarshal(raw, &list)
		}
		for _, n := range list.Items {
			words[n.Metadata.Name] = true
		}
	}
	return offer(words, prefix)
}

// completeFlags registers the completion of the flags that all commands have.
func (a *App) completeFlags(root *cobra.Command) {
	for _, flag := range []string{"namespace", "operator-namespace"} {
		_ = root.RegisterFlagCompletionFunc(flag, a.completeNamespaces)
	}
	for _, flag := range []string{"context", "cluster", "user"} {
		_ = root.RegisterFlagCompletionFunc(flag, a.completeConfig(flag))
	}
}

func (a *App) completeConfig(flag string) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, prefix string) ([]string, cobra.ShellCompDirective) {
		words := map[string]bool{}
		config, err := a.flags.ToRawKubeConfigLoader().RawConfig()
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		switch flag {
		case "context":
			for name := range config.Contexts {
				words[name] = true
			}
		case "cluster":
			for name := range config.Clusters {
				words[name] = true
			}
		default:
			for name := range config.AuthInfos {
				words[name] = true
			}
		}
		return offer(words, prefix)
	}
}
