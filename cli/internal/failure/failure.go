// Package failure says why a command failed, what to do next, and with which exit code the
// command ends.
package failure

import (
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
)

// Code is an exit code. The codes are documented and do not change.
type Code int

// The exit codes of all commands. diff alone uses 1 for "there are differences", and 2 instead of
// General.
const (
	OK          Code = 0 // it is done
	General     Code = 1 // something failed that has no code of its own
	Usage       Code = 2 // the command line is wrong
	Forbidden   Code = 3 // a right is missing
	NotFound    Code = 4 // there is no such deletion
	Ambiguous   Code = 5 // several deletions could be meant
	TimedOut    Code = 6 // it was requested, and has not happened within the time
	Refused     Code = 7 // the operator or the API server refuses it
	Unconfirmed Code = 8 // it was not confirmed
	Older       Code = 9 // the operator of the cluster is too old for it, or is not installed
)

// Meanings say what each exit code means, for the documentation.
var Meanings = []struct {
	Code    Code
	Meaning string
}{
	{OK, "It is done. For `diff`: there are no differences."},
	{General, "Something else failed; the message says what. For `diff`: there are differences."},
	{Usage, "The command line is wrong. For `diff`: also everything that is 1 elsewhere."},
	{Forbidden, "You lack a right. The message names the right, and the ClusterRole that has it."},
	{NotFound, "There is no such deletion, or no such object."},
	{Ambiguous, "Several deletions could be meant, and there is no terminal on which to ask. They are listed."},
	{TimedOut, "It was requested, but has not happened within `--timeout`. It may still happen."},
	{Refused, "The operator or the API server refuses it, and says why. For `--dry-run`: it is not possible."},
	{Unconfirmed, "You said no, or there was no terminal on which to ask. With `--yes` nothing is asked."},
	{Older, "The operator in the cluster is older than this command needs, or is not installed."},
}

// Failure is an error that says what to do next.
type Failure struct {
	Code    Code
	Message string
	Next    string // what the user can do; may be empty
}

// Error returns the message, with what to do next in a line of its own.
func (f *Failure) Error() string {
	if f.Next == "" {
		return f.Message
	}
	return f.Message + "\n" + f.Next
}

// Of returns a failure with a message.
func Of(code Code, format string, args ...any) *Failure {
	return &Failure{Code: code, Message: fmt.Sprintf(format, args...)}
}

// Then returns the failure with what to do next.
func (f *Failure) Then(format string, args ...any) *Failure {
	return &Failure{Code: f.Code, Message: f.Message, Next: fmt.Sprintf(format, args...)}
}

// CodeOf returns the exit code for an error.
func CodeOf(err error) Code {
	if err == nil {
		return OK
	}
	var f *Failure
	if errors.As(err, &f) {
		return f.Code
	}
	return General
}

// Right is what a request to the API server takes.
type Right struct {
	Verb       string
	Resource   string // with its group, such as deletedresources.softdelete.dev
	Namespace  string // empty for cluster-scoped resources
	Everywhere bool   // the request is for all namespaces

	// For is the verb that the API server asks for besides, if there is one. The role that has it
	// also has the verb of the request.
	For string
}

func (r Right) where() string {
	switch {
	case r.Everywhere:
		return " in all namespaces"
	case r.Namespace != "":
		return " in namespace " + r.Namespace
	default:
		return ""
	}
}

// roles has the ClusterRoles of the chart, each with who has it by default.
var roles = map[string]string{
	"get":     "soft-delete-viewer, which is part of view, edit and admin",
	"list":    "soft-delete-viewer, which is part of view, edit and admin",
	"watch":   "soft-delete-viewer, which is part of view, edit and admin",
	"create":  "soft-delete-viewer, which is part of view, edit and admin",
	"patch":   "soft-delete-restorer, which is part of edit and admin",
	"restore": "soft-delete-restorer, which is part of edit and admin",
	"delete":  "soft-delete-purger, which is part of no other role",
	"hold":    "soft-delete-admin, which is part of no other role",
}

// Next says who can give the right.
func (r Right) next() string {
	check := "kubectl auth can-i " + r.Verb + " " + r.Resource
	if r.Namespace != "" {
		check += " -n " + r.Namespace
	}
	if r.Everywhere {
		check += " -A"
	}
	ask := fmt.Sprintf("Ask whoever grants roles%s.%s To check: %s", r.where(), r.binding(), check)
	if role := r.role(); role != "" {
		return fmt.Sprintf("The ClusterRole %s, has this right. %s", role, ask)
	}
	return ask
}

// Missing returns the failure of somebody who lacks the right. what says what it is for.
func (r Right) Missing(what string) *Failure {
	return Of(Forbidden, "Cannot %s: you may not %s %s%s.", what, r.Verb, r.Resource, r.where()).Then("%s", r.next())
}

// role returns the ClusterRole of the chart that has the right, with who has it by default; empty if
// it is no right on a kind of this operator.
func (r Right) role() string {
	if !strings.HasSuffix(r.Resource, ".softdelete.dev") {
		return ""
	}
	if r.For != "" {
		return roles[r.For]
	}
	return roles[r.Verb]
}

// binding says that a RoleBinding is not enough, where that is so.
func (r Right) binding() string {
	switch {
	case r.Everywhere:
		return " For all namespaces, this takes a ClusterRoleBinding: a RoleBinding gives it in one namespace."
	case r.Namespace == "" && strings.HasPrefix(r.Resource, "softdeletepolicies."):
		return " Policies are cluster-scoped, so this takes a ClusterRoleBinding: a RoleBinding does not give it."
	default:
		return ""
	}
}

// verb finds the right that the words of an admission policy of the operator name.
var verb = regexp.MustCompile(`takes the verb "([a-z]+)" on ([a-z]+\.softdelete\.dev)`)

// nextFor says who can give the right that the words of an admission policy name.
func nextFor(words string, right Right) string {
	if named := verb.FindStringSubmatch(words); named != nil {
		return Right{Verb: named[1], Resource: named[2], Namespace: right.Namespace}.next()
	}
	return fmt.Sprintf("Ask whoever grants roles%s.", right.where())
}

// unanswered are the words of the admission policy that refuses a review to which the webhook has
// written no answer.
const unanswered = "nothing has answered this DeletedResourceReview"

// refusal begins the words of an admission policy or webhook in the message of the API server.
var refusals = []string{"denied request: ", "denied the request: "}

// Words returns the words of the admission policy or webhook that refused a request; empty if none
// did.
func Words(message string) string {
	for _, r := range refusals {
		if _, words, found := strings.Cut(message, r); found {
			return words
		}
	}
	return ""
}

// FromAPI explains an error of the API server.
//
// what says what was being done, such as "list the deletions in namespace shop"; right is what it
// takes.
func FromAPI(err error, what string, right Right) error {
	if err == nil {
		return nil
	}
	var status apierrors.APIStatus
	if !errors.As(err, &status) {
		return Of(General, "Cannot %s: %v", what, err).Then("To see whether the cluster answers: kubectl version")
	}
	message := status.Status().Message
	if words := Words(message); words != "" {
		if strings.Contains(words, " may not ") {
			return Of(Forbidden, "Cannot %s: you lack a right. %s", what, sentence(words)).
				Then("%s", nextFor(words, right))
		}
		if strings.Contains(words, unanswered) {
			return Of(General, "Cannot %s: the operator does not answer. %s", what, sentence(words)).
				Then("To see the state of the operator: kubectl undelete status")
		}
		return Of(refusalCode(status.Status().Code), "Cannot %s: it is refused. %s", what, sentence(words))
	}
	switch {
	case apierrors.IsForbidden(err):
		return right.Missing(what)
	case apierrors.IsUnauthorized(err):
		return Of(Forbidden, "Cannot %s: the API server does not accept your credentials.", what).
			Then("Log in again, or choose another context with --context.")
	case noSuchKind(status):
		return Of(Older, "Cannot %s: the API server does not know %s.", what, right.Resource).
			Then("Either the soft-delete operator is not installed in this cluster, or it is older than this command. " +
				"To see what is installed: kubectl undelete status")
	case apierrors.IsNotFound(err):
		return Of(NotFound, "Cannot %s: %s", what, sentence(message))
	case apierrors.IsInvalid(err):
		return Of(Refused, "Cannot %s: %s", what, sentence(message))
	case strings.Contains(message, "failed calling webhook"):
		return Of(General, "Cannot %s: the API server does not reach the webhook of the operator: %s", what, sentence(message)).
			Then("To see the state of the operator: kubectl undelete status")
	default:
		return Of(General, "Cannot %s: %s", what, sentence(message))
	}
}

// refusalCode is the exit code for a refusal of a webhook with an HTTP code.
func refusalCode(code int32) Code {
	switch {
	case code == http.StatusNotFound:
		return NotFound
	case code >= http.StatusInternalServerError:
		return General
	default:
		return Refused
	}
}

// NoSuchKind tells whether the API server has no resource at the path of the request, rather than no
// such object or namespace.
func NoSuchKind(err error) bool {
	var status apierrors.APIStatus
	return errors.As(err, &status) && noSuchKind(status)
}

// noSuchKind tells whether the API server has no resource at the path, rather than no such object.
func noSuchKind(status apierrors.APIStatus) bool {
	s := status.Status()
	return s.Code == http.StatusNotFound && Words(s.Message) == "" && (s.Details == nil || s.Details.Name == "")
}

func sentence(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.ContainsRune(".!?'", rune(text[len(text)-1])) {
		return text
	}
	return text + "."
}
