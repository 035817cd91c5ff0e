package command

import (
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"softdelete.dev/cli/internal/coverage"
	"softdelete.dev/cli/internal/moment"
	"softdelete.dev/cli/internal/record"
	"softdelete.dev/cli/internal/survey"
	"softdelete.dev/cli/internal/terminal"
)

func (a *App) status() *cobra.Command {
	var out output
	c := &cobra.Command{
		Use:   "status",
		Short: "Show the state of the operator and its policies",
		Long: `Show the policies, the replicas of the operator, objects that are stuck, purges that wait, and the certificate that the
API server trusts.

What you may not read is left out, and is named. A cluster administrator sees everything.`,
		Args: usage(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := out.check(); err != nil {
				return err
			}
			s, err := a.search()
			if err != nil {
				return err
			}
			status, err := survey.Read(c.Context(), s.Client, a.operator, s.Namespace)
			if err != nil {
				return err
			}
			if out.format != "" {
				return a.printValue(out.format, status)
			}
			return a.printStatus(status, s.Client.Now())
		},
	}
	out.add(c, "json", "yaml")
	return c
}

func (a *App) printStatus(s coverage.Status, now time.Time) error {
	t := a.Terminal
	if len(s.Policies) > 0 {
		table := terminal.NewTable("POLICY", "READY", "RECORDS", "PROTECTED", "STUCK").
			Coloured("READY", map[string]string{"True": terminal.Green, "False": terminal.Red, "Unknown": terminal.Yellow})
		for _, p := range s.Policies {
			table.Row(p.Name, p.Ready, strconv.Itoa(p.Records), strconv.Itoa(p.Protected), strconv.Itoa(p.Stuck))
		}
		if err := table.Print(t, true); err != nil {
			return err
		}
	} else {
		t.Printf("No policies are to be seen: nothing is covered, or you may not read them.")
	}
	for _, p := range s.Policies {
		if p.Message != "" {
			t.Printf("Policy %s is not in force: %s: %s", p.Name, p.Reason, p.Message)
		}
	}
	for _, p := range s.Policies {
		if p.Observes {
			t.Printf("Policy %s only observes and protects nothing.%s", p.Name, counted(p.Observation))
		}
	}
	if o := s.Operator; o != nil {
		t.Printf("Operator: %d of %d replicas ready, image %s", o.Ready, o.Wanted, orNone(o.Image))
		if o.LeaderSilent(now) {
			t.Printf("No replica leads: deletes are held, and nothing is restored or purged until one runs.")
		} else {
			t.Printf("Leader: %s", o.Leader)
		}
	}
	for _, c := range s.Certificates {
		expires, _ := time.Parse(time.RFC3339, c.Expires)
		t.Printf("Trusted authority of the webhook: %s, expires in %s", c.Subject, moment.Until(expires, now))
	}
	for _, stuck := range s.Stuck {
		place := record.Place{Namespace: stuck.Namespace, Name: stuck.Name}
		t.Printf("Stuck: %s %s: %s: %s", stuck.Resource, place.String(), stuck.Reason, stuck.Message)
	}
	for _, limit := range s.NearLimits {
		t.Printf("Near its limit: namespace %s uses %d %% of %s", orNone(limit.Namespace), limit.Percent, limit.Limit)
	}
	for _, p := range s.Purges {
		t.Printf("Purge that waits: %s, record %s in namespace %s: %s: %s", p.Object, p.Record, p.Namespace, p.Reason, p.Message)
	}
	for _, text := range s.Unreadable {
		t.Notef("%s", text)
	}
	return nil
}

// counted says what a policy would have done.
func counted(o *coverage.Observation) string {
	if o == nil {
		return ""
	}
	return fmt.Sprintf(" Since %s it would have captured %d deleted objects, %d of them as a matter of routine, and refused %d creates of"+
		" people, %d of tools and %d of controllers.", o.Since, o.Captured, o.Routine, o.Refused.Person, o.Refused.Tool, o.Refused.Controller)
}

func orNone(text string) string {
	if text == "" {
		return "<none>"
	}
	return text
}
