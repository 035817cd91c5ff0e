package dev.softdelete.e2e.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * After one {@code kubectl delete namespace} and one annotation, everything is the same as before.
 */
@Tag("soak")
class EveryKindTest {
  private static FullNamespace full;
  private static Map<String, JsonNode> before;
  private static Map<String, JsonNode> after;
  private static Path data;
  private static JsonNode namespaceBefore;
  private static JsonNode namespaceAfter;

  @BeforeAll
  static void theTrip() {
    full = FullNamespace.create();
    before = full.content();
    namespaceBefore = full.itself();
    data = full.data();

    DeletedNamespace.delete(full.name()).restore();

    after = full.content();
    namespaceAfter = full.itself();
  }

  @AfterAll
  static void cleanUp() {
    full.abandon();
  }

  @Test
  void itWasFull() {
    assertThat(before).hasSizeGreaterThan(30);
    assertThat(before.values().stream().map(o -> o.path("kind").asText()).distinct())
        .hasSizeGreaterThan(20);
    assertThat(before).containsKey("PersistentVolumeClaim/data-db-0");
  }

  @Test
  void nothingIsMissingAndNothingIsNew() {
    assertThat(after.keySet()).isEqualTo(before.keySet());
  }

  @Test
  void theNamespaceIsAsItWas() {
    assertThat(FullNamespace.essence(namespaceAfter))
        .isEqualTo(FullNamespace.essence(namespaceBefore));
    assertThat(uid(namespaceAfter)).isNotEqualTo(uid(namespaceBefore));
  }

  @Test
  void theDataIsWhereItWas() {
    assertThat(full.data()).isEqualTo(data).hasContent("precious");
  }

  @ParameterizedTest
  @MethodSource("names")
  void isAsItWas(String name) {
    assertThat(after).containsKey(name);
    assertThat(FullNamespace.essence(after.get(name)))
        .isEqualTo(FullNamespace.essence(before.get(name)));
    assertThat(uid(after.get(name))).isNotEqualTo(uid(before.get(name)));
  }

  static Collection<String> names() {
    return before.keySet();
  }

  private static String uid(JsonNode object) {
    return object.at("/metadata/uid").asText();
  }
}
