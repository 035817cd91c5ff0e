package dev.softdelete.operator.purge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.SnapshotReference;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PurgeNoticeTest {
  @Test
  void namesWhoAskedAndWhatIsGone() {
    assertThat(messages(asked("shop", "ann", "a"))).containsExactly("Purged for ann: ConfigMap a.");
  }

  @Test
  void isOneForWhatOnePersonPurgedInOneNamespace() {
    assertThat(
            messages(
                asked("shop", "ann", "a"),
                asked("shop", "bob", "b"),
                asked("shop", "ann", "c"),
                asked("other", "ann", "d")))
        .containsExactly(
            "Purged for ann: ConfigMap a, ConfigMap c.",
            "Purged for bob: ConfigMap b.",
            "Purged for ann: ConfigMap d.");
  }

  @Test
  void namesTenOfMany() {
    var many = IntStream.range(0, 5000).mapToObj(i -> asked("shop", "ann", "c" + i));

    assertThat(messages(many.toArray(NotedPurge[]::new)))
        .singleElement()
        .asString()
        .endsWith("ConfigMap c9 and 4990 more.");
  }

  private static List<String> messages(NotedPurge... purged) {
    return PurgeNotice.of(List.of(purged)).stream().map(PurgeNotice::message).toList();
  }

  private static NotedPurge asked(String namespace, String by, String name) {
    return new NotedPurge(
        namespace,
        "configmap-" + name,
        "record-uid",
        "ConfigMap " + name,
        "uid",
        new SnapshotReference("0".repeat(64), 1L, 1),
        by,
        Instant.EPOCH);
  }
}
