package dev.softdelete.e2e.authority.vanish;

import static dev.softdelete.e2e.authority.vanish.Attempt.live;

import java.util.List;

/** Leave the policy, or have a restore leave it, then delete. */
final class EscapeAttempts {
  private static final String UNLABELLED = "metadata: {labels: {keep: null}}";

  static final List<Attempt> ALL =
      List.of(
          live("relabelled out of the selector", s -> s.merge(UNLABELLED)),
          live("declared a hook", s -> s.annotate("helm.sh/hook: post-install")),
          live("declared another tool's hook", s -> s.annotate("argocd.argoproj.io/hook: Sync")),
          live(
              "given a controller of a built-in kind",
              s ->
                  s.merge(
                      "metadata: {ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name:"
                          + " x, uid: x, controller: true}]}")),
          live(
              "its namespace relabelled out of the policy",
              s -> s.asLandlord().caller().merge(s.home(), "metadata: {labels: {test: null}}")));

  /** These wait for the operator in between. */
  static final List<Attempt> WITH_RESTORES =
      List.of(
          live(
              "relabelled, deleted, restored and deleted",
              s -> {
                s.merge(UNLABELLED);
                s.deleteAndRestore("");
              }),
          live(
              "declared a hook, deleted, restored and deleted",
              s -> {
                s.annotate("helm.sh/hook: post-install");
                s.deleteAndRestore("");
              }),
          live(
              "its namespace relabelled; deleted, restored and deleted",
              s -> {
                s.asLandlord().caller().merge(s.home(), "metadata: {labels: {test: null}}");
                s.deleteAndRestore("");
              }),
          live(
              "restored under a name that no policy covers, and deleted there",
              s -> {
                s.deleteAndRestore(", softdelete.dev/restore-as: scratch-victim");
                s.deleteAt(s.collection(), "scratch-victim");
              }),
          live(
              "restored under another name, and deleted there",
              s -> {
                s.deleteAndRestore(", softdelete.dev/restore-as: renamed");
                s.deleteAt(s.collection(), "renamed");
              }),
          live(
              "restored where no policy covers, and deleted there",
              s -> {
                String elsewhere = s.stage().elsewhere();
                s.deleteAndRestore(
                    ", softdelete.dev/restore-as: %s, softdelete.dev/restore-namespace: %s"
                        .formatted(s.namespace(), elsewhere));
                s.deleteAt(s.victim().collection(elsewhere), s.namespace());
              }),
          live(
              "restored elsewhere, stripped and bypassed there",
              s -> {
                String elsewhere = s.stage().elsewhere();
                String there = s.victim().collection(elsewhere) + "/" + s.namespace();
                s.deleteAndRestore(
                    ", softdelete.dev/restore-as: %s, softdelete.dev/restore-namespace: %s"
                        .formatted(s.namespace(), elsewhere));
                s.caller().merge(there, "metadata: {finalizers: null}");
                s.caller().merge(there, "metadata: {annotations: {softdelete.dev/bypass: 'true'}}");
                s.deleteAt(s.victim().collection(elsewhere), s.namespace());
              }),
          live(
              "restored by a create after a relabelling, and deleted",
              s -> {
                s.merge(UNLABELLED);
                s.delete("{}");
                s.awaitGone();
                s.caller()
                    .create(
                        s.collection(),
                        "metadata: {name: victim, annotations: {softdelete.dev/restore: 'true'}}");
              }),
          live(
              "restored and deleted three times over",
              s -> {
                for (int i = 0; i < 3; i++) {
                  s.deleteAndRestore("");
                }
              }),
          live(
              "passed off as restored by an object of their own",
              s -> {
                s.delete("{}");
                s.awaitGone();
                String[] record = s.record().split("/", -1);
                s.caller()
                    .create(
                        s.collection(),
                        "{metadata: {name: victim, annotations: {softdelete.dev/restoring: %s/%s/x/}}}"
                            .formatted(s.namespace(), record[record.length - 1]));
                s.mergeRecord("metadata: {annotations: {softdelete.dev/restore: 'true'}}");
              }));

  private EscapeAttempts() {}
}
