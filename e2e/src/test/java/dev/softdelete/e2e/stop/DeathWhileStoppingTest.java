package dev.softdelete.e2e.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.OperatorProcess;
import java.time.Duration;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * SIGTERM while much work is in progress, followed by {@code kill -9} before the stop is complete.
 */
@Tag("delivery")
class DeathWhileStoppingTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(5);
  private static final int MANY = 80;

  /** How far the stop has progressed. */
  enum Moment {
    BEGUN,
    UNREADY,
    LEASE_GIVEN_BACK
  }

  @ParameterizedTest
  @EnumSource
  void losesNothing(Moment moment) {
    OperatorProcess operator = Cluster.operator();
    var deletes =
        new Deletes(
            Cluster.coveredNamespace(
                "  resources: [{apiGroups: [\"\"], resources: [configmaps]}]\n"));
    var names = new TreeSet<String>();
    for (int i = 0; i < MANY; i++) {
      names.add(create(deletes, "c" + i));
    }
    names.add(create(deletes, "while-nobody-runs"));
    try (var lease = new LeaseLog()) {
      Caller.administrator().delete(deletes.configMaps() + "?labelSelector=at%3Donce", "{}");
      operator.terminate();
      await().pollInterval(LOOK).atMost(PATIENCE).until(() -> come(moment, operator, lease));
      operator.kill();
    }
    Caller.administrator().delete(deletes.configMaps() + "/while-nobody-runs", "{}");

    var _ = Cluster.operator();

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(deletes.held()).isEmpty());
    assertThat(deletes.recorded()).isEqualTo(names);
  }

  private static boolean come(Moment moment, OperatorProcess operator, LeaseLog lease) {
    return switch (moment) {
      case BEGUN -> true;
      case UNREADY -> !operator.ready();
      case LEASE_GIVEN_BACK -> lease.holder().isEmpty();
    };
  }

  private static String create(Deletes deletes, String name) {
    Caller.Answer created =
        Caller.administrator()
            .create(
                deletes.configMaps(),
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s, labels: {at: %s}}
                """
                    .formatted(name, name.startsWith("c") ? "once" : "end"));
    assertThat(created.ok()).as(created.toString()).isTrue();
    return name;
  }
}
