package dev.softdelete.operator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RestoreTargetTest {

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

  @Test
  void hasNoNamespaceForAClusterScopedObject() {
    var annotations = Map.of("softdelete.dev/restore-namespace", "other");

    assertThat(RestoreTarget.of(Snapshots.record(null, "web", annotations))).hasToString("web");
  }
}
