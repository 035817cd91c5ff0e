package dev.softdelete.e2e.authority.vanish;

import static dev.softdelete.e2e.authority.vanish.Attempt.live;
import static dev.softdelete.e2e.authority.vanish.Attempt.recorded;

import java.util.List;

/** Switch the protection off, or become somebody who may. */
final class InstallationAttempts {
  private static final String POLICIES = "/apis/softdelete.dev/v1/softdeletepolicies";
  private static final String ADMISSION = "/apis/admissionregistration.k8s.io/v1";
  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/";
  private static final String SYSTEM = "/api/v1/namespaces/soft-delete-system";
  private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1";

  static final List<Attempt> ALL =
      List.of(
          live("delete the policy", s -> s.caller().delete(policy(s), "{}")),
          live(
              "exclude its kind from the policy",
              s ->
                  s.caller()
                      .merge(
                          policy(s),
                          "spec: {excludeResources: [{apiGroups: [''], resources:"
                              + " [configmaps]}]}")),
          live(
              "write a policy that makes their deletes final",
              s ->
                  s.caller()
                      .create(
                          POLICIES,
                          ("{apiVersion: softdelete.dev/v1, kind: SoftDeletePolicy, metadata:"
                                  + " {name: %s}, spec: {priority: 9, resources: [{apiGroups: [''],"
                                  + " resources: [configmaps]}], ignoreDeletesBy: {groups:"
                                  + " ['system:authenticated']}}}")
                              .formatted(s.namespace()))),
          live("delete all policies", s -> s.caller().delete(POLICIES, "{}")),
          recorded(
              "delete the definition of the records",
              s -> s.caller().delete(DEFINITIONS + "deletedresources.softdelete.dev", "{}")),
          live(
              "delete the definition of the policies",
              s -> s.caller().delete(DEFINITIONS + "softdeletepolicies.softdelete.dev", "{}")),
          live(
              "delete the admission policies",
              s -> {
                for (String kind :
                    List.of(
                        "mutatingadmissionpolicies",
                        "mutatingadmissionpolicybindings",
                        "validatingadmissionpolicies",
                        "validatingadmissionpolicybindings")) {
                  s.caller().delete(ADMISSION + "/" + kind, "{}");
                }
              }),
          live(
              "delete the webhook's configuration",
              s -> s.caller().delete(ADMISSION + "/mutatingwebhookconfigurations", "{}")),
          recorded("delete the operator's namespace", s -> s.caller().delete(SYSTEM, "{}")),
          live(
              "delete the operator",
              s -> {
                s.caller().delete("/apis/apps/v1/namespaces/soft-delete-system/deployments", "{}");
                s.caller().delete(SYSTEM + "/pods", "{}");
                s.caller().delete(SYSTEM + "/serviceaccounts/soft-delete-operator", "{}");
              }),
          live(
              "take the operator's lease",
              s ->
                  s.caller()
                      .delete(
                          "/apis/coordination.k8s.io/v1/namespaces/soft-delete-system/leases",
                          "{}")),
          live(
              "take a token of the operator",
              s ->
                  s.caller()
                      .create(
                          SYSTEM + "/serviceaccounts/soft-delete-operator/token",
                          "{apiVersion: authentication.k8s.io/v1, kind: TokenRequest, spec: {}}")),
          live(
              "run as the operator",
              s ->
                  s.caller()
                      .create(
                          SYSTEM + "/pods",
                          "{metadata: {name: x}, spec: {serviceAccountName: soft-delete-operator,"
                              + " containers: [{name: c, image: x}]}}")),
          live(
              "approve of themselves in a review",
              s ->
                  s.caller()
                      .create(
                          "/apis/authorization.k8s.io/v1/namespaces/%s/localsubjectaccessreviews"
                              .formatted(s.namespace()),
                          "{spec: {user: x, resourceAttributes: {verb: bypass, namespace: %s}}, status: {allowed: true}}"
                              .formatted(s.namespace()))),
          recorded(
              "bind the purger's role to themselves",
              s -> {
                bind(s, "soft-delete-purger");
                s.caller().delete(s.record(), "{}");
              }),
          recorded(
              "bind the administrator's role to themselves",
              s -> {
                bind(s, "cluster-admin");
                s.caller().delete(s.record(), "{}");
              }),
          recorded(
              "write a role that purges, and bind it",
              s -> {
                s.caller()
                    .create(
                        roles(s) + "/roles",
                        "{metadata: {name: x}, rules: [{apiGroups: [softdelete.dev], resources:"
                            + " [deletedresources], verbs: ['*']}]}");
                s.caller()
                    .create(
                        roles(s) + "/rolebindings",
                        "{metadata: {name: x}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: x}, subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: %s}]}"
                            .formatted(s.stage().tenant()));
                s.caller().delete(s.record(), "{}");
              }),
          live(
              "have the purge aggregated to their role",
              s ->
                  s.caller()
                      .merge(
                          RBAC + "/clusterroles/soft-delete-purger",
                          "metadata: {labels: {rbac.authorization.k8s.io/aggregate-to-admin:"
                              + " 'true'}}")));

  private InstallationAttempts() {}

  private static String policy(Scene scene) {
    return POLICIES + "/" + scene.stage().name();
  }

  private static String roles(Scene scene) {
    return RBAC + "/namespaces/" + scene.namespace();
  }

  private static void bind(Scene scene, String role) {
    scene
        .caller()
        .create(
            roles(scene) + "/rolebindings",
            "{metadata: {name: x}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %s}, subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: %s}]}"
                .formatted(role, scene.stage().tenant()));
  }
}
