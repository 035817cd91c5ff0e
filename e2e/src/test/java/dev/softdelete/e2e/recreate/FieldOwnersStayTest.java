package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Under Restore, every manager owns the same fields as after an undelete followed by an apply. */
class FieldOwnersStayTest {
  private static Recreation restore;

  @BeforeAll
  static void cover() {
    restore = Recreation.under("Restore");
  }

  @ParameterizedTest
  @ValueSource(strings = {"apply", "apply --server-side --field-manager=flux"})
  void whoOwnsWhatIsAsAfterAnUndeleteAndAnApply(String command) {
    List<String> apply = List.of(command.split(" ", -1));
    String name = "owned-" + apply.size();
    String twin = "twin-" + apply.size();
    for (String each : List.of(name, twin)) {
      restore.runWith(apply, restore.configMap(each, "{git: old, dropped: old}"));
      restore.runWith(
          List.of("apply", "--server-side", "--field-manager=other"),
          restore.configMap(each, "{theirs: kept}"));
      restore.delete("configmap", each);
    }

    restore.runWith(apply, restore.configMap(name, "{git: new}"));
    restore.awaitRestored(name);

    restore.restore(twin);
    restore.runWith(apply, restore.configMap(twin, "{git: new}"));
    assertThat(owners(name)).isEqualTo(owners(twin));
    assertThat(restore.data(name)).isEqualTo("{\"git\":\"new\",\"theirs\":\"kept\"}");
  }

  /**
   * Returns the fields of each manager, without times and without the dots that say which manager
   * created a map, because an apply moves these between managers.
   */
  private static Map<String, String> owners(String name) {
    var owners = new TreeMap<String, String>();
    for (JsonNode entry : restore.get("configmap", name).at("/metadata/managedFields")) {
      String manager = entry.path("manager").asText() + " " + entry.path("operation").asText();
      owners.put(manager, sorted((ObjectNode) entry.path("fieldsV1")));
    }
    return owners;
  }

  private static String sorted(ObjectNode fields) {
    var sorted = new TreeMap<String, String>();
    fields.properties().stream()
        .filter(f -> !f.getKey().equals("."))
        .forEach(
            f ->
                sorted.put(
                    f.getKey(),
                    f.getValue() instanceof ObjectNode inner ? sorted(inner) : f.toString()));
    return sorted.toString();
  }
}
