package dev.softdelete.e2e.authority.vanish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Caller.Answer;
import java.time.Duration;
import java.util.function.Consumer;
import org.awaitility.core.ConditionFactory;

/**
 * One victim in a namespace of its own, and what a tenant does there.
 *
 * @param caller who attacks
 */
record Scene(Stage stage, String namespace, Victim victim, Caller caller) {
  static final String NAME = "victim";
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
  private static final Duration OFTEN = Duration.ofMillis(25);

  static Scene of(Stage stage, Victim victim) {
    String namespace = stage.nextNamespace();
    var scene = new Scene(stage, namespace, victim, Caller.as(stage.tenant()));
    // Pods wait for the namespace's ServiceAccount.
    eventually(namespace)
        .untilAsserted(
            () -> {
              Answer created =
                  Caller.administrator()
                      .create(scene.collection(), victim.manifest(NAME, scene.proof()));
              assertThat(created.ok()).as(created.toString()).isTrue();
            });
    if (victim == Victim.RECORDED) {
      scene.delete("{}");
      scene.awaitGone();
    }
    return scene;
  }

  /** The same by a tenant who edits namespaces too. */
  Scene asLandlord() {
    return new Scene(stage, namespace, victim, Caller.as(stage.landlord()));
  }

  /** There are many scenes, and each waits several times. */
  static ConditionFactory eventually(String what) {
    return await(what).atMost(LONG_ENOUGH).pollDelay(Duration.ZERO).pollInterval(OFTEN);
  }

  /** By which the victim is known wherever it is. */
  String proof() {
    return namespace;
  }

  String collection() {
    return victim.collection(namespace);
  }

  String path() {
    return collection() + "/" + NAME;
  }

  String home() {
    return "/api/v1/namespaces/" + namespace;
  }

  String records() {
    return "/apis/softdelete.dev/v1/namespaces/" + namespace + "/deletedresources";
  }

  /** Of the last deletion. */
  String record() {
    String name = "none";
    String newest = "";
    for (JsonNode record : caller.get(records()).body().path("items")) {
      String deleted = record.at("/spec/deletionTime").asText();
      if (deleted.compareTo(newest) >= 0 && record.at("/status/state").asText().equals("DELETED")) {
        newest = deleted;
        name = record.at("/metadata/name").asText();
      }
    }
    return records() + "/" + name;
  }

  String snapshot() {
    String uid = Caller.administrator().get(record()).body().at("/spec/resource/uid").asText();
    String secrets = "/api/v1/namespaces/soft-delete-system/secrets";
    return secrets
        + "/"
        + Caller.administrator()
            .get(secrets + "?labelSelector=softdelete.dev%2Fuid%3D" + uid)
            .body()
            .at("/items/0/metadata/name")
            .asText("none");
  }

  Answer merge(String patch) {
    return caller.merge(path(), patch);
  }

  Answer annotate(String annotation) {
    return merge("metadata: {annotations: {" + annotation + "}}");
  }

  Answer mergeRecord(String patch) {
    return caller.merge(record(), patch);
  }

  /** Puts the victim, changed, at a path. */
  Answer put(String subresource, Consumer<ObjectNode> change) {
    ObjectNode object = caller.get(path() + subresource).body().deepCopy();
    change.accept(object);
    return caller.replace(path() + subresource, object.toString());
  }

  Answer delete(String options) {
    return caller.delete(path(), options);
  }

  Scene awaitGone() {
    eventually(path()).until(() -> caller.get(path()).code() == 404);
    return this;
  }

  /** Deletes it, and brings it back with further annotations on its record. */
  void deleteAndRestore(String annotations) {
    delete("{}");
    awaitGone();
    String record = record();
    Answer asked =
        caller.merge(
            record, "metadata: {annotations: {softdelete.dev/restore: 'true'" + annotations + "}}");
    assertThat(asked.ok()).as(asked.toString()).isTrue();
    eventually(record)
        .until(() -> caller.get(record).body().at("/status/state").asText().equals("RESTORED"));
  }

  /** Deletes what is somewhere under some name, until it is not seen there. */
  void deleteAt(String collection, String name) {
    caller.delete(collection + "/" + name, "{}");
    eventually(collection + "/" + name)
        .until(() -> caller.get(collection + "/" + name).code() == 404);
  }
}
