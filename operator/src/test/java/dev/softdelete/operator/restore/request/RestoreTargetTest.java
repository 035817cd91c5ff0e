package dev.softdelete.operator.restore.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.RestorePlace;
import dev.softdelete.operator.restore.Snapshots;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreTargetTest {
  private static final ResourceIdentity DELETED =
      Snapshots.record("ns", "web", null).getSpec().resource();

  @Test
  void isWhereItWas() {
    assertThat(RestoreTarget.of(Snapshots.record("ns", "web", null))).hasToString("ns/web");
  }

  @Test
  void isWhereTheAnnotationsSay() {
    var annotations =
        Map.of("softdelete.dev/restore-as", "web-2", "softdelete.dev/restore-namespace", "other");

    assertThat(RestoreTarget.of(Snapshots.record("ns", "web", annotations)))
        .hasToString("other/web-2");
  }

  @ParameterizedTest
  @CsvSource({
    "other, web, true",
    "ns, web-2, true",
    "other, web-2, true",
    "ns, web, false",
  })
  void isElsewhereUnderAnotherNameOrInAnotherNamespace(
      String namespace, String name, boolean elsewhere) {
    var annotations =
        Map.of("softdelete.dev/restore-as", name, "softdelete.dev/restore-namespace", namespace);
    var record = Snapshots.record("ns", "web", annotations);

    assertThat(RestoreTarget.of(record).elsewhere(record))
        .isEqualTo(elsewhere ? Optional.of(new RestorePlace(namespace, name)) : Optional.empty());
  }

  @Test
  void hasNoNamespaceForAClusterScopedObject() {
    var annotations = Map.of("softdelete.dev/restore-namespace", "other");

    assertThat(RestoreTarget.of(Snapshots.record(null, "web", annotations))).hasToString("web");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../secrets/x", "a/b", "x?dryRun=All%00", "a%2fb"})
  void isNowhereWhereNothingCanBe(String name) {
    assertThat(fault("softdelete.dev/restore-as", name)).get().asString().contains("restore-as");
    assertThat(fault("softdelete.dev/restore-namespace", name))
        .get()
        .asString()
        .contains("restore-namespace");
    assertThatThrownBy(() -> of(Map.of("softdelete.dev/restore-as", name)).checked(DELETED))
        .isInstanceOf(RestoreFailedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"web-2", "system:role", "a b", "line\nbreak", "x?y=z#"})
  void mayHaveAnyNameThatSomeKindAllows(String name) {
    assertThat(fault("softdelete.dev/restore-as", name)).isEmpty();
  }

  private static Optional<String> fault(String annotation, String value) {
    return of(Map.of(annotation, value)).fault(DELETED);
  }

  private static RestoreTarget of(Map<String, String> annotations) {
    return RestoreTarget.of(Snapshots.record("ns", "web", annotations));
  }
}
