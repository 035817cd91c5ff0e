package dev.softdelete.e2e.authority.vanish;

import static dev.softdelete.e2e.authority.vanish.Attempt.recorded;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Lose the record, its terms, or its snapshot. */
final class RecordAttempts {
  private static final String OWNER =
      "metadata: {ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: x, uid: x}]}";

  static final List<Attempt> ALL =
      List.of(
          recorded("delete the record", s -> s.caller().delete(s.record(), "{}")),
          recorded(
              "delete the record by force",
              s ->
                  s.caller()
                      .delete(
                          s.record(), "{gracePeriodSeconds: 0, propagationPolicy: Foreground}")),
          recorded("delete all records", s -> s.caller().delete(s.records(), "{}")),
          recorded(
              "delete all records by label",
              s ->
                  s.caller()
                      .delete(s.records() + "?labelSelector=softdelete.dev%2Fname%3Dvictim", "{}")),
          recorded(
              "move the purge time to now",
              s -> s.mergeRecord("spec: {purgeTime: '%s'}".formatted(Instant.now()))),
          recorded(
              "move the purge time a little earlier",
              s ->
                  s.mergeRecord(
                      "spec: {purgeTime: '%s'}"
                          .formatted(Instant.now().plus(Duration.ofHours(2))))),
          recorded(
              "move it far away, then back to now",
              s -> {
                s.mergeRecord(
                    "spec: {purgeTime: '%s'}".formatted(Instant.now().plus(Duration.ofDays(20))));
                s.mergeRecord("spec: {purgeTime: '%s'}".formatted(Instant.now()));
              }),
          recorded(
              "no purge time, then one",
              s -> {
                s.mergeRecord("spec: {purgeTime: null}");
                s.mergeRecord("spec: {purgeTime: '%s'}".formatted(Instant.now()));
              }),
          recorded(
              "loosen its terms",
              s -> s.mergeRecord("spec: {terms: {minRetention: 1s, purgeProtection: false}}")),
          recorded("take its finalizer off", s -> s.mergeRecord("metadata: {finalizers: null}")),
          recorded("give it an owner that never was", s -> s.mergeRecord(OWNER)),
          recorded(
              "say that it is restored",
              s -> s.caller().merge(s.record() + "/status", "status: {state: RESTORED}")),
          recorded(
              "say that it is being purged",
              s -> s.caller().merge(s.record() + "/status", "status: {state: PURGING}")),
          recorded("say so in the record itself", s -> s.mergeRecord("status: {state: RESTORED}")),
          recorded(
              "have it speak of another object",
              s -> s.mergeRecord("spec: {resource: {uid: x, name: x}}")),
          recorded(
              "have it point to another snapshot",
              s -> s.mergeRecord("spec: {snapshot: {sha256: x, bytes: 1}}")),
          recorded(
              "relabel it", s -> s.mergeRecord("metadata: {labels: {softdelete.dev/name: null}}")),
          recorded(
              "write another record of the same object",
              s -> {
                var spec = s.caller().get(s.record()).body().path("spec");
                s.caller()
                    .create(
                        s.records(),
                        "{apiVersion: softdelete.dev/v1, kind: DeletedResource, metadata: {name: x}, spec: %s}"
                            .formatted(spec));
              }),
          recorded(
              "hold it against nothing, then delete it",
              s -> {
                s.mergeRecord("spec: {legalHold: false}");
                s.caller().delete(s.record(), "{}");
              }),
          recorded(
              "let a tool believe that it owns it",
              s -> {
                s.mergeRecord("metadata: {labels: {app.kubernetes.io/instance: x}}");
                s.caller()
                    .delete(s.records() + "?labelSelector=app.kubernetes.io%2Finstance%3Dx", "{}");
              }),
          recorded("delete the snapshot", s -> s.caller().delete(s.snapshot(), "{}")),
          recorded(
              "unlock and delete the snapshot",
              s -> {
                s.caller()
                    .merge(
                        s.snapshot(), "metadata: {annotations: {softdelete.dev/unlock: 'true'}}");
                s.caller().delete(s.snapshot(), "{}");
              }),
          recorded(
              "overwrite the snapshot",
              s -> s.caller().merge(s.snapshot(), "{immutable: false, data: {object: eA==}}")),
          recorded("give the snapshot an owner", s -> s.caller().merge(s.snapshot(), OWNER)),
          recorded(
              "take the snapshot's finalizer off",
              s -> s.caller().merge(s.snapshot(), "metadata: {finalizers: null}")),
          recorded(
              "delete all snapshots",
              s -> s.caller().delete("/api/v1/namespaces/soft-delete-system/secrets", "{}")));

  private RecordAttempts() {}
}
