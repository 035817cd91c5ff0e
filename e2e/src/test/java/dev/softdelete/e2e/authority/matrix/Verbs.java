package dev.softdelete.e2e.authority.matrix;

import dev.softdelete.e2e.Caller.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** All there is to ask for, by its name in the table. */
final class Verbs {
  private static final String FORGED =
      "restoreRequestedBy: {username: admin, groups: ['system:masters']}";
  private static final String RESTORE = "softdelete.dev/restore: 'true'";
  private static final String BYPASS = "metadata: {annotations: {softdelete.dev/bypass: 'true'}}";
  private static final String POLICIES = "/apis/softdelete.dev/v1/softdeletepolicies";
  private static final String ADMISSION = "/apis/admissionregistration.k8s.io/v1";
  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  private static final String SYSTEM = "/api/v1/namespaces/soft-delete-system";
  private static final String OPERATOR = "soft-delete-operator";

  static final Map<String, Verb> RECORDS =
      Map.ofEntries(
          Map.entry("get", Verb.of(r -> r.caller().get(r.target().path()))),
          Map.entry("list", Verb.of(r -> r.caller().get(r.target().records()))),
          Map.entry(
              "list-all", Verb.of(r -> r.caller().get("/apis/softdelete.dev/v1/deletedresources"))),
          Map.entry("restore", Verb.of(r -> r.annotate(RESTORE))),
          Map.entry(
              "restore-as", Verb.of(r -> r.annotate(RESTORE + ", softdelete.dev/restore-as: x"))),
          Map.entry(
              "restore-over",
              Verb.of(r -> r.annotate(RESTORE + ", softdelete.dev/restore-over: 'true'"))),
          Map.entry("restore-to-own", Verb.of(r -> r.annotate(to(r.stage().own())))),
          Map.entry("restore-to-other", Verb.of(r -> r.annotate(to(r.stage().other())))),
          Map.entry("preview", Verb.of(r -> r.annotate("softdelete.dev/restore: dry-run"))),
          Map.entry("extend", Verb.of(r -> r.movePurgeTime(Duration.ofDays(1)))),
          Map.entry("shorten", Verb.of(r -> r.movePurgeTime(Duration.ofHours(-1)))),
          Map.entry("purge", Verb.of(r -> r.caller().delete(r.target().path(), "{}"))),
          Map.entry("purge-all", Verb.of(r -> r.caller().delete(r.target().records(), "{}"))),
          Map.entry("hold", Verb.of(r -> r.patch("spec: {legalHold: true}"))),
          Map.entry("lift-hold", Verb.of(r -> r.patch("spec: {legalHold: false}"))),
          Map.entry("rewrite", Verb.of(r -> r.patch("spec: {resource: {name: x}}"))),
          Map.entry("loosen", Verb.of(r -> r.patch("spec: {terms: {minRetention: 1s}}"))),
          Map.entry("put", Verb.of(r -> r.replace("resource", "name", "x"))),
          Map.entry(
              "write-status",
              Verb.of(
                  r ->
                      r.caller()
                          .merge(r.target().path() + "/status", "status: {state: RESTORED}"))),
          Map.entry("unfinalize", Verb.of(r -> r.patch("metadata: {finalizers: null}"))),
          Map.entry(
              "relabel", Verb.of(r -> r.patch("metadata: {labels: {softdelete.dev/name: x}}"))),
          Map.entry(
              "give-owner",
              Verb.of(
                  r ->
                      r.patch(
                          "metadata: {ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: x,"
                              + " uid: x}]}"))),
          Map.entry("forge", Verb.of(r -> r.forge(r.target().namespace()))),
          Map.entry("forge-in-own", Verb.of(r -> r.forge(r.stage().own()))),
          Map.entry(
              "forge-stamp",
              Verb.of(
                  r -> r.patch("spec: {" + FORGED + "}"),
                  "/spec/restoreRequestedBy/username",
                  "admin")),
          Map.entry(
              "restore-as-admin",
              Verb.of(
                  r ->
                      r.patch(
                          "{metadata: {annotations: {" + RESTORE + "}}, spec: {" + FORGED + "}}"),
                  "/spec/restoreRequestedBy/username",
                  "admin")));

  static final Map<String, Verb> SNAPSHOTS =
      Map.of(
          "read-snapshot",
          Verb.of(r -> r.caller().get(r.target().snapshotPath())),
          "list-snapshots",
          Verb.of(r -> r.caller().get(Target.HOME)),
          "overwrite-snapshot",
          Verb.of(r -> r.patchSnapshot("data: {a: Mg==}")),
          "relabel-snapshot",
          Verb.of(r -> r.patchSnapshot("metadata: {labels: {softdelete.dev/uid: x}}")),
          "unfinalize-snapshot",
          Verb.of(r -> r.patchSnapshot("metadata: {finalizers: null}")),
          "own-snapshot",
          Verb.of(
              r ->
                  r.patchSnapshot(
                      "metadata: {ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: x, uid:"
                          + " x}]}")),
          "forge-snapshot",
          Verb.of(
              r ->
                  r.caller()
                      .create(
                          Target.HOME,
                          "{type: softdelete.dev/snapshot, metadata: {name: forged}}")),
          "delete-snapshot",
          Verb.of(r -> r.caller().delete(r.target().snapshotPath(), "{}")),
          "delete-snapshots",
          Verb.of(
              r -> r.caller().delete(Target.HOME + "?labelSelector=softdelete.dev%2Fuid", "{}")),
          "unlock-snapshot",
          Verb.of(
              r -> r.patchSnapshot("metadata: {annotations: {softdelete.dev/unlock: 'true'}}")));

  static final Map<String, Verb> LIVE =
      Map.of(
          "delete",
          Verb.of(r -> r.caller().delete(r.target().livePath(), "{}")),
          "bypass",
          Verb.of(r -> r.patchLive(BYPASS)),
          "create-bypassing",
          Verb.of(
              r ->
                  r.caller()
                      .create(
                          r.target().collection(),
                          "{value: 1, metadata: {name: born, annotations: {softdelete.dev/bypass:"
                              + " 'true'}}}")),
          "unretain",
          new Verb(
              r -> r.patchLive("metadata: {finalizers: null}"),
              body ->
                  !body.at("/metadata/finalizers").toString().contains("softdelete.dev/retain")),
          "create-restoring",
          Verb.of(
              r ->
                  r.caller()
                      .create(
                          r.target().collection(),
                          "{value: 1, metadata: {name: %s, annotations: {%s}}}"
                              .formatted(r.target().name(), RESTORE))));

  static final Map<String, Verb> INSTALLATION =
      Map.ofEntries(
          Map.entry("read-policy", Verb.of(r -> r.caller().get(POLICIES + "/" + r.stage().own()))),
          Map.entry(
              "write-policy",
              Verb.of(
                  r ->
                      r.caller()
                          .create(
                              POLICIES,
                              "{apiVersion: softdelete.dev/v1, kind: SoftDeletePolicy, metadata:"
                                  + " {name: theirs}, spec: {resources: [{apiGroups: [''],"
                                  + " resources: [pods]}]}}"))),
          Map.entry(
              "edit-policy",
              Verb.of(
                  r ->
                      r.caller().merge(POLICIES + "/" + r.stage().own(), "spec: {retention: 1h}"))),
          Map.entry(
              "delete-policy",
              Verb.of(r -> r.caller().delete(POLICIES + "/" + r.stage().own(), "{}"))),
          Map.entry(
              "delete-definition",
              Verb.of(
                  r -> r.caller().delete(DEFINITIONS + "/deletedresources.softdelete.dev", "{}"))),
          Map.entry("delete-home", Verb.of(r -> r.caller().delete(SYSTEM, "{}"))),
          Map.entry(
              "delete-admission",
              Verb.of(
                  r ->
                      r.caller()
                          .delete(
                              ADMISSION + "/validatingadmissionpolicies/soft-delete-records",
                              "{}"))),
          Map.entry(
              "loosen-admission",
              Verb.of(
                  r ->
                      r.caller()
                          .merge(
                              ADMISSION + "/validatingadmissionpolicybindings/soft-delete-records",
                              "spec: {validationActions: [Warn]}"))),
          Map.entry(
              "take-token",
              Verb.of(
                  r ->
                      r.caller()
                          .create(
                              SYSTEM + "/serviceaccounts/" + OPERATOR + "/token",
                              "{apiVersion: authentication.k8s.io/v1, kind: TokenRequest, spec:"
                                  + " {}}"))),
          Map.entry(
              "run-pod",
              Verb.of(
                  r ->
                      r.caller()
                          .create(
                              SYSTEM + "/pods",
                              "{metadata: {name: theirs}, spec: {serviceAccountName: %s, containers: [{name: c, image: x}]}}"
                                  .formatted(OPERATOR)))),
          Map.entry("impersonate", Verb.of(Verbs::mayImpersonate)));

  private Verbs() {}

  static Verb called(String name) {
    for (var verbs : List.of(RECORDS, SNAPSHOTS, LIVE, INSTALLATION)) {
      if (verbs.containsKey(name)) {
        return verbs.get(name);
      }
    }
    throw new IllegalArgumentException("the table asks for an unknown " + name);
  }

  /** Impersonation within an impersonation is no request that can be sent. */
  private static Answer mayImpersonate(Request request) {
    Answer review =
        request
            .caller()
            .create(
                "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                "spec: {resourceAttributes: {verb: impersonate, resource: serviceaccounts,"
                    + " namespace: soft-delete-system, name: soft-delete-operator}}");
    boolean allowed = review.body().at("/status/allowed").asBoolean();
    return allowed ? review : new Answer(403, review.body());
  }

  private static String to(String namespace) {
    return RESTORE + ", softdelete.dev/restore-namespace: " + namespace;
  }
}
