package dev.softdelete.e2e.over;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.restore.Deletion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A ConfigMap that was deleted and that somebody has made anew.
 *
 * @param old the deletion of the first one, whose value is {@code old}
 * @param uid the uid of the one that lives, whose value is {@code new}
 */
record Remade(Kubectl kubectl, String namespace, String name, Deletion old, String uid) {
  static final String OVER = "softdelete.dev/restore-over=true";

  static Remade configMap(Kubectl kubectl, String namespace, String name) {
    return configMap(kubectl, namespace, name, "{}");
  }

  /**
   * Makes the ConfigMap anew with further metadata.
   *
   * @param metadata a merge patch for the metadata of the one that lives, as JSON
   */
  static Remade configMap(Kubectl kubectl, String namespace, String name, String metadata) {
    kubectl.run("create", "configmap", name, "-n", namespace, "--from-literal=k=old");
    Deletion old = Deletion.of(kubectl, "configmap", name, namespace);
    kubectl.run("create", "configmap", name, "-n", namespace, "--from-literal=k=new");
    if (!metadata.equals("{}")) {
      kubectl.run(
          "patch",
          "configmap",
          name,
          "-n",
          namespace,
          "--type=merge",
          "-p",
          "{\"metadata\":" + metadata + "}");
    }
    return new Remade(kubectl, namespace, name, old, uid(kubectl, namespace, name));
  }

  private static String uid(Kubectl kubectl, String namespace, String name) {
    return kubectl.run("get", "configmap", name, "-n", namespace, "-o", "jsonpath={.metadata.uid}");
  }

  /** Requests the restore over what lives, as this user. */
  Kubectl.Result askAs(Kubectl who, String... more) {
    List<String> args = new ArrayList<>(List.of("annotate", "deleted", old.record()));
    args.addAll(List.of("-n", old.namespace(), "--overwrite", OVER));
    args.addAll(more.length == 0 ? List.of("softdelete.dev/restore=true") : List.of(more));
    return who.call(args.toArray(String[]::new));
  }

  String value() {
    return kubectl.run("get", "configmap", name, "-n", namespace, "-o", "jsonpath={.data.k}");
  }

  /** Asserts that the first one is back, and that what lived has a record of its own. */
  Deletion assertReplacedBy(String username) {
    old.awaitRestored();
    assertThat(value()).isEqualTo("old");
    return recordOfWhatLived(username);
  }

  Deletion recordOfWhatLived(String username) {
    Deletion replaced = Deletion.recorded(kubectl, uid);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(replaced.json().at("/spec/deletedBy/username").asText())
                    .isEqualTo(username));
    JsonNode record = replaced.json();
    assertThat(record.at("/status/state").asText("DELETED")).isEqualTo("DELETED");
    assertThat(record.at("/spec/mode").asText()).isEqualTo("Archive");
    assertThat(record.at("/spec/routine").isMissingNode()).isTrue();
    assertThat(record.at("/spec/deletionGroup").isMissingNode()).isTrue();
    return replaced;
  }

  /** Asserts that what lived is still the same, and has no record. */
  void assertUntouched() {
    JsonNode live =
        Caller.administrator()
            .get("/api/v1/namespaces/" + namespace + "/configmaps/" + name)
            .body();
    assertThat(live.at("/metadata/uid").asText()).isEqualTo(uid);
    assertThat(live.at("/metadata").has("deletionTimestamp")).isFalse();
  }

  /** Returns the message once the record gives this reason. */
  String awaitMessage(String reason) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(old.restored().path("reason").asText()).isEqualTo(reason));
    return old.message();
  }
}
