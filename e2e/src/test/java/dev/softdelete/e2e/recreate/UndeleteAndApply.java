package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Two objects that are written and deleted in the same way. One is restored by the create, the
 * other one by an undelete that is followed by an apply of the same manifest.
 *
 * @param kind the kind, for kubectl
 * @param before the manifest of the applier before the deletion, by the name of the object
 * @param others writes what another client has in the object, by the name of the object
 */
record UndeleteAndApply(
    Recreation restore, String kind, UnaryOperator<String> before, Consumer<String> others) {
  /** The command of another applier. It takes the fields of {@code kubectl apply}. */
  static final List<String> ANOTHER =
      List.of("apply", "--server-side", "--field-manager=other", "--force-conflicts");

  private static final List<String> SERVER_SIDE =
      List.of("apply", "--server-side", "--field-manager=flux", "--force-conflicts");
  private static final List<String> CLIENT_SIDE = List.of("apply");
  private static final AtomicInteger COUNT = new AtomicInteger();

  void assertSameAsCreate(boolean serverSide, UnaryOperator<String> now) {
    int number = COUNT.incrementAndGet();
    String twin = "undeleted-" + number;
    List<String> apply = serverSide ? SERVER_SIDE : CLIENT_SIDE;
    String name = created(number, apply, now);

    restore.runWith(apply, now.apply(twin));
    assertThat(result(name)).as(restore.events(name)).isEqualTo(result(twin));
  }

  /** Asserts the same for a server-side apply that the API server refuses. */
  void assertRefusedAsAfterUndelete(UnaryOperator<String> now) {
    int number = COUNT.incrementAndGet();
    String twin = "undeleted-" + number;
    String name = created(number, SERVER_SIDE, now);

    assertThat(restore.call(SERVER_SIDE, now.apply(twin)).err()).contains("is invalid");
    assertThat(result(name)).as(restore.events(name)).isEqualTo(result(twin));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(restore.events(name)).contains("NotApplied: "));
  }

  /** Restores the first object by a create, and the second one by an undelete. */
  private String created(int number, List<String> apply, UnaryOperator<String> now) {
    String name = "created-" + number;
    String twin = "undeleted-" + number;
    for (String each : List.of(name, twin)) {
      restore.runWith(apply, before.apply(each));
      others.accept(each);
      restore.delete(kind, each);
    }
    restore.runWith(apply, now.apply(name));
    restore.awaitRestored(name);
    restore.restore(twin);
    return name;
  }

  /** Returns the object without what is its own, and the fields of each applier. */
  private Map<String, String> result(String name) {
    var result = new TreeMap<String, String>();
    JsonNode object = restore.get(kind, name);
    for (String field : List.of("spec", "data")) {
      result.put(field, object.path(field).toPrettyString());
    }
    result.put("labels", object.at("/metadata/labels").toString());
    object
        .at("/metadata/annotations")
        .properties()
        .forEach(a -> result.put(a.getKey(), a.getValue().asText().replace(name, "NAME")));
    for (JsonNode entry : object.at("/metadata/managedFields")) {
      String manager = entry.path("manager").asText() + " " + entry.path("operation").asText();
      if (!entry.has("subresource")) {
        result.put(manager, sorted((ObjectNode) entry.path("fieldsV1")));
      }
    }
    result.remove("deployment.kubernetes.io/revision");
    return result;
  }

  /** Leaves out the dots, which say who made a map, because an apply moves these. */
  private static String sorted(ObjectNode fields) {
    var sorted = new TreeMap<String, String>();
    fields.properties().forEach(f -> sorted.put(f.getKey(), sorted((ObjectNode) f.getValue())));
    sorted.remove(".");
    return sorted.toString();
  }
}
