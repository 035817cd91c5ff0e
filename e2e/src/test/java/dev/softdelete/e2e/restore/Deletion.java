package dev.softdelete.e2e.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One deletion, identified by its record, and the commands with which a user undoes it.
 *
 * @param namespace the namespace of the record
 * @param record the name of the record
 */
public record Deletion(Kubectl kubectl, String namespace, String record) {
  private static final Set<String> NO_USE_WAITING =
      Set.of("Forbidden", "Invalid", "SnapshotCorrupt");

  /** A refusal does not become final for one minute while another restore is in progress. */
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(90);

  /** Deletes the object. Its record exists as soon as kubectl returns. */
  public static Deletion of(Kubectl kubectl, String kind, String name, String namespace) {
    String uid = kubectl.run("get", kind, name, "-n", namespace, "-o", "jsonpath={.metadata.uid}");
    kubectl.run("delete", kind, name, "-n", namespace, "--timeout=60s");
    return recorded(kubectl, uid);
  }

  /** Returns the deletion of the object that had this uid. */
  public static Deletion recorded(Kubectl kubectl, String uid) {
    String found =
        kubectl.run(
            "get",
            "deleted",
            "-A",
            "-o",
            "jsonpath={range .items[?(@.spec.resource.uid==\"%s\")]}{.metadata.namespace} {.metadata.name}{end}"
                .formatted(uid));
    assertThat(found).as("the record of " + uid).isNotEmpty();
    String[] parts = found.split(" ", 2);
    return new Deletion(kubectl, parts[0], parts[1]);
  }

  /** Returns the same deletion for another user. */
  Deletion as(Kubectl other) {
    return new Deletion(other, namespace, record);
  }

  /** Requests the restore, with further annotations such as {@code softdelete.dev/restore-as=x}. */
  public Deletion ask(String... annotations) {
    List<String> args = new ArrayList<>(List.of("annotate", "deleted", record, "-n", namespace));
    args.addAll(List.of("--overwrite", "softdelete.dev/restore=true"));
    args.addAll(List.of(annotations));
    kubectl.run(args.toArray(String[]::new));
    return this;
  }

  public Deletion restore(String... annotations) {
    return ask(annotations).awaitRestored();
  }

  public Deletion awaitRestored() {
    kubectl.run(
        "wait", "deleted", record, "-n", namespace, "--for=condition=Restored", "--timeout=60s");
    return this;
  }

  /**
   * Waits until the record gives the reason of the refusal and says whether the refusal is final.
   */
  public Deletion awaitRefusal(String reason) {
    await()
        .atMost(LONG_ENOUGH)
        .untilAsserted(
            () -> {
              assertThat(restored().path("reason").asText()).as(record).isEqualTo(reason);
              assertThat(condition("Stalled").path("status").asText("False"))
                  .isEqualTo(NO_USE_WAITING.contains(reason) ? "True" : "False");
            });
    assertThat(restored().path("status").asText()).isEqualTo("False");
    assertThat(state()).isEqualTo("DELETED");
    return this;
  }

  public String message() {
    return restored().path("message").asText();
  }

  String state() {
    return json().at("/status/state").asText();
  }

  public JsonNode restored() {
    return condition("Restored");
  }

  public JsonNode condition(String type) {
    for (JsonNode condition : json().at("/status/conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition;
      }
    }
    return json().path("none");
  }

  public JsonNode json() {
    return Live.get(kubectl, "deleted", record, namespace);
  }

  /** Returns the events of the record, each as {@code reason: message}. */
  String events() {
    return kubectl.run(
        "get",
        "events",
        "-n",
        namespace,
        "--field-selector",
        "involvedObject.name=" + record,
        "-o",
        "jsonpath={range .items[*]}{.reason}: {.message}{\"\\n\"}{end}");
  }
}
