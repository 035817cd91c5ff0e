package dev.softdelete.operator.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndsEarlyTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # what                   | changes to a record that is two hours old                        | may end
          any                      | {}                                                               | true
          a claim                  | {"spec": {"resource": {"kind": "PersistentVolumeClaim", "resource": "persistentvolumeclaims"}}} | false
          a volume                 | {"spec": {"resource": {"kind": "PersistentVolume", "resource": "persistentvolumes"}}} | false
          a Namespace              | {"spec": {"resource": {"kind": "Namespace", "resource": "namespaces"}}} | false
          a definition             | {"spec": {"resource": {"apiVersion": "apiextensions.k8s.io/v1", "resource": "customresourcedefinitions"}}} | false
          somebody's namespaces    | {"spec": {"resource": {"apiVersion": "example.com/v1", "resource": "namespaces"}}} | true
          with a volume            | {"spec": {"volume": {"name": "pv"}}}                             | false
          under legal hold         | {"spec": {"legalHold": true}}                                    | false
          under purge protection   | {"spec": {"terms": {"purgeProtection": true}}}                   | false
          as old as it has to be   | {"spec": {"deletionTime": "2026-01-01T01:00:00Z"}}               | true
          younger                  | {"spec": {"deletionTime": "2026-01-01T01:00:01Z"}}               | false
          recorded late            | {"metadata": {"creationTimestamp": "2026-01-01T01:00:01Z"}}      | false
          without a shortest time  | {"spec": {"terms": {"minRetention": null}}}                      | false
          to be restored           | {"metadata": {"annotations": {"softdelete.dev/restore": "true"}}} | false
          to be restored elsewhere | {"spec": {"restoreElsewhere": {"namespace": "a", "name": "b"}}}  | false
          about to be restored     | {"spec": {"answeredCreate": {"time": "2026-01-01T01:59:50Z"}}}   | false
          not restored after all   | {"spec": {"answeredCreate": {"time": "2026-01-01T01:50:00Z"}}}   | true
          being restored           | {"status": {"state": "RESTORING"}}                               | false
          restored                 | {"status": {"state": "RESTORED"}}                                | false
          being purged             | {"metadata": {"deletionTimestamp": "2026-01-01T01:59:59Z"}}      | false
          of a newer operator      | {"spec": {"format": 2}}                                          | false
          """)
  void decidesByTheRecord(String what, String changes, boolean may) {
    DeletedResource record = RoomRecords.changed(RoomRecords.record("u", "web", 0, true), changes);

    assertThat(EndsEarly.may(record, RoomRecords.NOW)).as(what).isEqualTo(may);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # what                   | changes                                                          | rests
          any                      | {}                                                               | true
          a claim                  | {"spec": {"resource": {"kind": "PersistentVolumeClaim", "resource": "persistentvolumeclaims"}}} | true
          under legal hold         | {"spec": {"legalHold": true}}                                    | true
          young                    | {"spec": {"deletionTime": "2026-01-01T01:59:59Z"}}               | true
          to be restored           | {"metadata": {"annotations": {"softdelete.dev/restore": "true"}}} | false
          to be previewed          | {"metadata": {"annotations": {"softdelete.dev/restore": "dry-run"}}} | true
          to be restored elsewhere | {"spec": {"restoreElsewhere": {"namespace": "a", "name": "b"}}}  | false
          about to be restored     | {"spec": {"answeredCreate": {"time": "2026-01-01T01:59:50Z"}}}   | false
          being restored           | {"status": {"state": "RESTORING"}}                               | false
          restored                 | {"status": {"state": "RESTORED"}}                                | false
          being purged             | {"metadata": {"deletionTimestamp": "2026-01-01T01:59:59Z"}}      | false
          its purge has begun      | {"status": {"state": "PURGING"}}                                 | false
          of a newer operator      | {"spec": {"format": 2}}                                          | false
          """)
  void standsForAnEqualOneWhileItRests(String what, String changes, boolean rests) {
    DeletedResource record = RoomRecords.changed(RoomRecords.record("u", "web", 0, true), changes);

    assertThat(EndsEarly.rests(record, RoomRecords.NOW)).as(what).isEqualTo(rests);
  }
}
