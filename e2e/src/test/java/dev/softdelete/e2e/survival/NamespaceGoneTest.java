package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.State;
import dev.softdelete.e2e.Installation;
import org.junit.jupiter.api.Test;

/** When a namespace is lost, neither its records nor its objects are lost. */
class NamespaceGoneTest {

  @Test
  void recordsMoveAndWhatIsDeletedWithTheNamespaceIsRecordedBesideThem() {
    try (Trial trial = Trial.begin("  retention: Indefinite\n")) {
      String namespaceUid = uid(trial.namespace());
      trial.createAndDelete("before");
      // The record names no user if the webhook did not exist yet.
      DeletedResource before = trial.onlyRecord("before");
      trial.create("along");

      Trial.kubectl().run("delete", "namespace", trial.namespace(), "--timeout=60s");

      DeletedResource moved = only(trial, "before");
      assertThat(moved.getSpec()).isEqualTo(before.getSpec());
      assertThat(moved.getMetadata().getName()).isEqualTo(before.getMetadata().getName());
      DeletedResource along = only(trial, "along");
      assertThat(along.getSpec().deletionGroup()).isEqualTo(namespaceUid);
      assertThat(along.getMetadata().getLabels())
          .containsEntry("softdelete.dev/deletion-group", namespaceUid);
      trial.nothingLeftBehind();

      comesBackElsewhere(trial, moved);
      comesBackElsewhere(trial, along);
    }
  }

  private static void comesBackElsewhere(Trial trial, DeletedResource record) {
    String name = record.getSpec().resource().name();
    Trial.kubectl()
        .run(
            "annotate",
            "deleted",
            record.getMetadata().getName(),
            "-n",
            Installation.NAMESPACE,
            "softdelete.dev/restore-namespace=default",
            "softdelete.dev/restore=true");
    eventually(() -> assertThat(only(trial, name).getStatus().state()).isEqualTo(State.RESTORED));
    var restored = trial.client().configMaps().inNamespace("default").withName(name);
    assertThat(restored.get().getData()).containsEntry("data", name);
    restored.delete();
  }

  private static DeletedResource only(Trial trial, String name) {
    var records = trial.records(Installation.NAMESPACE, name);
    assertThat(records).as("records of " + name).hasSize(1);
    return records.getFirst();
  }

  private static String uid(String namespace) {
    return Trial.kubectl().run("get", "namespace", namespace, "-o", "jsonpath={.metadata.uid}");
  }
}
