package failure

import (
	"errors"
	"strings"
	"testing"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

var records = schema.GroupResource{Group: "softdelete.dev", Resource: "deletedresources"}

func status(code int32, reason metav1.StatusReason, message string, details *metav1.StatusDetails) error {
	return &apierrors.StatusError{ErrStatus: metav1.Status{
		Status: metav1.StatusFailure, Code: code, Reason: reason, Message: message, Details: details}}
}

func TestAnAnswerOfTheAPIServerIsExplained(t *testing.T) {
	list := Right{Verb: "list", Resource: "deletedresources.softdelete.dev", Namespace: "shop"}
	purge := Right{Verb: "delete", Resource: "deletedresources.softdelete.dev", Namespace: "shop"}
	for _, c := range []struct {
		name  string
		err   error
		right Right
		code  Code
		want  []string
	}{
		{"a missing right names the role", apierrors.NewForbidden(records, "", errors.New("no")), list, Forbidden,
			[]string{"you may not list deletedresources.softdelete.dev in namespace shop", "soft-delete-viewer",
				"kubectl auth can-i list deletedresources.softdelete.dev -n shop"}},
		{"a missing right to purge", apierrors.NewForbidden(records, "x", errors.New("no")), purge, Forbidden,
			[]string{"soft-delete-purger, which is part of no other role"}},
		{"a right on a kind of others", apierrors.NewForbidden(records, "x", errors.New("no")),
			Right{Verb: "get", Resource: "configmaps", Namespace: "shop"}, Forbidden,
			[]string{"Ask whoever grants roles in namespace shop."}},
		{"a refusal of an admission policy is told in its words",
			apierrors.NewForbidden(records, "x", errors.New("ValidatingAdmissionPolicy 'p' with binding 'p' denied request: ConfigMap shop/x is under legal hold and is not purged")),
			purge, Refused, []string{"it is refused. ConfigMap shop/x is under legal hold and is not purged."}},
		{"an admission policy that names a missing right",
			apierrors.NewForbidden(records, "x", errors.New("ValidatingAdmissionPolicy 'p' with binding 'p' denied request: bob may not restore: this takes the verb \"restore\"")),
			purge, Forbidden, []string{"you lack a right. bob may not restore", "Ask whoever grants roles in namespace shop."}},
		{"a missing hold, by an admission policy",
			apierrors.NewForbidden(records, "x", errors.New("ValidatingAdmissionPolicy 'p' with binding 'p' denied request: bob may not change legalHold: this takes the verb \"hold\" on deletedresources.softdelete.dev in namespace shop")),
			purge, Forbidden, []string{"The ClusterRole soft-delete-admin", "kubectl auth can-i hold deletedresources.softdelete.dev -n shop"}},
		{"a patch that also takes hold", apierrors.NewForbidden(records, "x", errors.New("no")),
			Right{Verb: "patch", For: "hold", Resource: "deletedresources.softdelete.dev", Namespace: "shop"}, Forbidden,
			[]string{"you may not patch", "The ClusterRole soft-delete-admin"}},
		{"policies, which a RoleBinding does not show", apierrors.NewForbidden(records, "", errors.New("no")),
			Right{Verb: "list", Resource: "softdeletepolicies.softdelete.dev"}, Forbidden, []string{"takes a ClusterRoleBinding"}},
		{"all namespaces", apierrors.NewForbidden(records, "", errors.New("no")),
			Right{Verb: "list", Resource: "deletedresources.softdelete.dev", Everywhere: true}, Forbidden, []string{"takes a ClusterRoleBinding"}},
		{"a review while the operator is down", status(422, "Invalid", "deletedresourcereviews.softdelete.dev \"x\" is forbidden: ValidatingAdmissionPolicy 'soft-delete-reviews' with binding 'soft-delete-reviews' denied request: nothing has answered this DeletedResourceReview: the operator does not run yet", nil),
			list, General, []string{"kubectl undelete status"}},
		{"a refusal of a webhook", status(409, "AlreadyExists", "admission webhook \"w\" denied the request: no", nil), purge,
			Refused, []string{"it is refused. no."}},
		{"a webhook that does not find it", status(404, "NotFound", "admission webhook \"w\" denied the request: not found", nil), list,
			NotFound, []string{"not found."}},
		{"a webhook that is busy", status(503, "ServiceUnavailable", "admission webhook \"w\" denied the request: try again", nil), list,
			General, []string{"try again."}},
		{"a webhook that is not reached", status(500, "InternalError", "failed calling webhook \"w\": refused", nil), list,
			General, []string{"kubectl undelete status"}},
		{"a kind that is not served", status(404, "NotFound", "the server could not find the requested resource", &metav1.StatusDetails{}),
			list, Older, []string{"the API server does not know deletedresources.softdelete.dev", "not installed"}},
		{"an object that does not exist", apierrors.NewNotFound(records, "x"), list, NotFound, []string{`"x" not found`}},
		{"credentials that are not accepted", apierrors.NewUnauthorized("no"), list, Forbidden, []string{"Log in again"}},
		{"no answer", errors.New("connection refused"), list, General, []string{"connection refused"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := FromAPI(c.err, "do it", c.right)
			if CodeOf(got) != c.code {
				t.Errorf("code %d, want %d: %v", CodeOf(got), c.code, got)
			}
			for _, want := range c.want {
				if !strings.Contains(got.Error(), want) {
					t.Errorf("%q is not in %q", want, got.Error())
				}
			}
		})
	}
}

// The rights of docs/cli.md, with the roles of the chart.
func TestEachVerbHasItsRole(t *testing.T) {
	for _, c := range []struct{ verb, more, role string }{
		{"get", "", "soft-delete-viewer"},
		{"list", "", "soft-delete-viewer"},
		{"watch", "", "soft-delete-viewer"},
		{"create", "", "soft-delete-viewer"},
		{"patch", "", "soft-delete-restorer"},
		{"restore", "", "soft-delete-restorer"},
		{"delete", "", "soft-delete-purger"},
		{"hold", "", "soft-delete-admin"},
		{"patch", "hold", "soft-delete-admin"},
		{"patch", "delete", "soft-delete-purger"},
	} {
		right := Right{Verb: c.verb, For: c.more, Resource: "deletedresources.softdelete.dev", Namespace: "shop"}
		if got := right.next(); !strings.HasPrefix(got, "The ClusterRole "+c.role+",") {
			t.Errorf("%s, %s: %s", c.verb, c.more, got)
		}
	}
}

func TestEveryCodeHasAMeaning(t *testing.T) {
	for i, m := range Meanings {
		if int(m.Code) != i || m.Meaning == "" {
			t.Errorf("%d: %v", i, m)
		}
	}
	if len(Meanings) != int(Older)+1 {
		t.Error("a code without a meaning")
	}
}
