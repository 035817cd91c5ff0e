package dev.softdelete.e2e.authority.vanish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Caller;
import java.util.ArrayList;
import java.util.List;

/**
 * Whatever was done: what still lives is deleted as anybody would, what was deleted is restored,
 * and the victim is among it, with its data.
 */
record Recovery(Scene scene) {
  private static final String HOME = "soft-delete-system";

  void check() {
    reopenNamespace();
    callOffRestores();
    for (String path : live()) {
      Caller.administrator().delete(path, "{}");
      Scene.eventually(path)
          .until(() -> Caller.administrator().get(path).code() == 404 || heldWithRecord(path));
    }
    List<String> back = restored();
    assertThat(back).as("what came back of " + scene.proof()).anyMatch(this::isTheVictim);
  }

  /** One that waits for a name would take it as soon as it is free. */
  private void callOffRestores() {
    for (JsonNode record : Caller.administrator().get(scene.records()).body().path("items")) {
      if (mayBeTheVictims(record)) {
        Caller.administrator()
            .merge(
                scene.records() + "/" + record.at("/metadata/name").asText(),
                "metadata: {annotations: {softdelete.dev/restore: null}}");
      }
    }
  }

  private void reopenNamespace() {
    Caller admin = Caller.administrator();
    Scene.eventually(scene.home())
        .until(
            () -> admin.get(scene.home()).body().at("/metadata/deletionTimestamp").isMissingNode());
    if (admin.get(scene.home()).code() == 404) {
      admin.create("/api/v1/namespaces", "metadata: {name: %s}".formatted(scene.namespace()));
    }
  }

  /** The paths of all that may be the victim, wherever it went. */
  private List<String> live() {
    List<String> paths = new ArrayList<>();
    for (String namespace : places()) {
      String collection = scene.victim().collection(namespace);
      for (JsonNode object : Caller.administrator().get(collection).body().path("items")) {
        if (isNamed(object) || proves(object)) {
          paths.add(collection + "/" + object.at("/metadata/name").asText());
        }
      }
    }
    return paths;
  }

  private boolean isNamed(JsonNode object) {
    return object.at("/metadata/name").asText().equals(Scene.NAME)
        && object.at("/metadata/namespace").asText().equals(scene.namespace());
  }

  private List<String> places() {
    return List.of(scene.namespace(), scene.stage().elsewhere());
  }

  /** Restores each under another name, as something may have taken its own. */
  private List<String> restored() {
    Caller admin = Caller.administrator();
    List<String> back = new ArrayList<>();
    for (String in : List.of(scene.namespace(), scene.stage().elsewhere(), HOME)) {
      String records = "/apis/softdelete.dev/v1/namespaces/" + in + "/deletedresources";
      for (JsonNode record : admin.get(records).body().path("items")) {
        if (!mayBeTheVictims(record)) {
          continue;
        }
        String path = records + "/" + record.at("/metadata/name").asText();
        String as = "back-" + back.size();
        var asked =
            admin.merge(
                path,
                ("metadata: {annotations: {softdelete.dev/restore: 'true',"
                        + " softdelete.dev/restore-as: %s, softdelete.dev/restore-namespace: %s}}")
                    .formatted(as, scene.namespace()));
        assertThat(asked.ok()).as(asked.toString()).isTrue();
        Scene.eventually(path + " " + record)
            .until(() -> admin.get(path).body().at("/status/state").asText().equals("RESTORED"));
        back.add(scene.collection() + "/" + as);
      }
    }
    return back;
  }

  private boolean mayBeTheVictims(JsonNode record) {
    return record.at("/status/state").asText().equals("DELETED")
        && scene
            .victim()
            .collection("")
            .contains("/" + record.at("/spec/resource/resource").asText())
        && places().contains(record.at("/spec/resource/namespace").asText());
  }

  private boolean heldWithRecord(String path) {
    String uid = Caller.administrator().get(path).body().at("/metadata/uid").asText();
    for (JsonNode record : Caller.administrator().get(scene.records()).body().path("items")) {
      if (record.at("/spec/resource/uid").asText().equals(uid)) {
        return true;
      }
    }
    return false;
  }

  private boolean isTheVictim(String path) {
    JsonNode object = Caller.administrator().get(path).body();
    return proves(object)
        && (scene.victim() == Victim.SECRET
            ? object.at("/data/k").asText().equals("dg==")
            : !scene.collection().endsWith("/configmaps")
                || object.at("/data/k").asText().equals("v"));
  }

  private boolean proves(JsonNode object) {
    return object.at("/metadata/annotations/example.com~1proof").asText().equals(scene.proof());
  }
}
