package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.e2e.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An older operator leaves the records of a newer operator unchanged, and everything else
 * continues.
 */
@Tag("soak")
class NewerRecordTest {
  /** Longer than the interval at which the operator reads all snapshots. */
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(15);

  private Trial trial;
  private Newer newer;
  private final Map<String, DeletedResource> records = new LinkedHashMap<>();

  @BeforeEach
  void aNewerOperatorWasHere() {
    trial = Trial.begin("  retention: 1h\n  onRecreate: Restore\n");
    for (String name : List.of("expired", "asked", "purged", "named", "lost")) {
      records.put(name, trial.createAndDelete(name));
    }
    Cluster.operator().kill();
    newer = new Newer();
    for (String name : List.of("expired", "asked", "purged", "named")) {
      newer.rewrite(records.get(name), name.equals("expired") ? this::expire : json -> {});
    }
    newer.markSnapshot(records.get("lost"));
    newer.remove(records.get("lost"));
    var _ = Cluster.operator();
  }

  private void expire(ObjectNode record) {
    record.withObject("/spec").put("purgeTime", Instant.now().minusSeconds(60).toString());
  }

  @AfterEach
  void removeIt() {
    newer.close();
    trial.close();
  }

  @Test
  void nothingTouchesIt() {
    Map<String, String> before = new LinkedHashMap<>();
    records.forEach(
        (name, record) -> before.put(name, name.equals("lost") ? "" : newer.essence(record)));

    trial.askToRestore("asked");
    trial.kubectl("delete", "deleted", name("purged"), "--wait=false");

    eventually(() -> assertThat(events("asked")).contains("newer version", "upgraded"));
    eventually(() -> assertThat(events("purged")).contains("newer version", "upgraded"));
    assertThat(create("named"))
        .contains("A deleted ConfigMap with name 'named' already exists", "newer version");
    everythingElseGoesOn();
    await()
        .during(LONG_ENOUGH)
        .atMost(LONG_ENOUGH.multipliedBy(2))
        .untilAsserted(
            () ->
                records.forEach(
                    (name, record) -> {
                      assertThat(trial.snapshots(uid(name))).as("snapshot of " + name).hasSize(1);
                      assertThat(trial.live(name)).as(name).isEmpty();
                      if (name.equals("lost")) {
                        assertThat(trial.records(trial.namespace(), name)).as(name).isEmpty();
                      } else {
                        assertThat(newer.essence(record)).as(name).isEqualTo(before.get(name));
                      }
                    }));
    assertThat(newer.get(records.get("asked")).at("/metadata/annotations").toString())
        .contains("softdelete.dev/restore");
  }

  @Test
  void itsNamespaceWaitsForANewerOperator() {
    Trial.kubectl().run("delete", "namespace", trial.namespace(), "--wait=false");

    await()
        .during(LONG_ENOUGH)
        .atMost(LONG_ENOUGH.multipliedBy(2))
        .untilAsserted(
            () ->
                assertThat(
                        newer.get(records.get("named")).at("/spec/fromTheFuture/matters").asText())
                    .isEqualTo("much"));

    newer.close();
    Trial.kubectl().run("wait", "ns/" + trial.namespace(), "--for=delete", "--timeout=60s");
  }

  private void everythingElseGoesOn() {
    var object = trial.create("ordinary");
    trial.delete("ordinary");
    trial.captured("ordinary");
    trial.askToRestore("ordinary");
    trial.restoredAs(object);
    DeletedResource purged = trial.createAndDelete("other");
    trial.kubectl("delete", "deleted", purged.getMetadata().getName());
    assertThat(trial.snapshots(purged.getSpec().resource().uid())).isEmpty();
  }

  private String create(String name) {
    return Trial.kubectl().call(trial.withNamespace("create", "configmap", name)).err();
  }

  private String events(String name) {
    return trial.kubectl(
        "get",
        "events",
        "--field-selector",
        "reason=NewerFormat,involvedObject.name=" + name(name),
        "-o",
        "jsonpath={.items[*].message}");
  }

  private String name(String object) {
    return records.get(object).getMetadata().getName();
  }

  private String uid(String object) {
    return records.get(object).getSpec().resource().uid();
  }
}
