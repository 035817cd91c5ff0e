package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Under Restore, the manifest is merged into the restored object, item by item in keyed lists. */
class KeyedListsMergeTest {
  private static Recreation restore;

  @BeforeAll
  static void cover() {
    restore = Recreation.under("Restore");
  }

  @ParameterizedTest
  @ValueSource(strings = {"apply", "apply --server-side"})
  void aSidecarOfAnotherManagerSurvivesAndADroppedOneGoes(String command) {
    List<String> apply = List.of(command.split(" ", -1));
    String name = command.replaceAll("[^a-z]+", "-");
    restore.runWith(apply, deployment(name, "web:1", "{name: old, image: \"old:1\"}"));
    restore.runWith(
        List.of("apply", "--server-side", "--field-manager=injector"),
        deployment(name, null, "{name: proxy, image: \"proxy:1\"}"));
    restore.delete("deployment", name);

    restore.runWith(apply, deployment(name, "web:2", "{name: new, image: \"new:1\"}"));

    restore.awaitRestored(name);
    assertThat(containers(name))
        .containsExactlyInAnyOrder("web=web:2", "proxy=proxy:1", "new=new:1");
  }

  private static List<String> containers(String name) {
    var containers = new ArrayList<String>();
    for (JsonNode c : restore.get("deployment", name).at("/spec/template/spec/containers")) {
      containers.add(c.path("name").asText() + "=" + c.path("image").asText());
    }
    return containers;
  }

  /**
   * Returns the part of a Deployment that one manager applies.
   *
   * @param image the image of the container web; null if the manifest does not mention that
   *     container
   */
  private static String deployment(String name, String image, String container) {
    String web = image == null ? "" : "{name: web, image: \"" + image + "\"}, ";
    String owner =
        image == null
            ? ""
            : "  replicas: 0\n  selector: {matchLabels: {app: %1$s}}\n".formatted(name);
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %1$s, namespace: %2$s}
    spec:
    %3$s  template:
        metadata: {labels: {app: %1$s}}
        spec: {containers: [%4$s%5$s]}
    """
        .formatted(name, restore.ns(), owner, web, container);
  }
}
