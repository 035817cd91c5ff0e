package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kinds with fields that the cluster generates and that a create must not contain. */
class GeneratedPartsTest {
  private static final String JOB =
      """
      apiVersion: batch/v1
      kind: Job
      metadata: {name: %1$s, annotations: {note: %2$s, softdelete.dev/on-recreate: Restore}}
      spec:
        suspend: true
        template:
          spec: {restartPolicy: Never, containers: [{name: job, image: "job:1"}]}
      """;
  private static final String CLAIM =
      """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: %1$s, annotations: {note: %2$s, softdelete.dev/on-recreate: Restore}}
      spec:
        accessModes: [ReadWriteOnce]
        storageClassName: none
        resources: {requests: {storage: 1Gi}}
      """;
  private static Recreation reject;

  @BeforeAll
  static void cover() {
    reject = Recreation.under("Reject");
  }

  @ParameterizedTest
  @ValueSource(strings = {"apply", "apply --server-side", "create"})
  void aJobComesBackWithASelectorOfItsOwn(String command) {
    String name = "job-" + command.length();
    List<String> apply = List.of(command.split(" ", -1));
    reject.runWith(apply, JOB.formatted(name, "old"));
    reject.run("label", "job", name, "theirs=kept");
    reject.delete("job", name);

    reject.runWith(apply, JOB.formatted(name, "new"));

    reject.awaitRestored(name);
    assertRestored("job", name);
    var job = reject.get("job", name);
    assertThat(job.at("/spec/selector/matchLabels/batch.kubernetes.io~1controller-uid"))
        .isEqualTo(job.at("/metadata/uid"));
    assertThat(reject.events(name)).contains("Applied: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"apply", "apply --server-side", "create"})
  void aClaimComesBack(String command) {
    String name = "claim-" + command.length();
    List<String> apply = List.of(command.split(" ", -1));
    reject.runWith(apply, CLAIM.formatted(name, "old"));
    reject.run("label", "persistentvolumeclaim", name, "theirs=kept");
    reject.delete("persistentvolumeclaim", name);

    reject.runWith(apply, CLAIM.formatted(name, "new"));

    reject.awaitRestored(name);
    assertRestored("persistentvolumeclaim", name);
    assertThat(reject.events(name)).contains("Applied: ");
  }

  private static void assertRestored(String kind, String name) {
    var metadata = reject.get(kind, name).path("metadata");
    assertThat(metadata.at("/labels/theirs").asText()).isEqualTo("kept");
    assertThat(metadata.at("/annotations/note").asText()).isEqualTo("new");
  }
}
