package dev.softdelete.e2e.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionOverrideTest {
  private static String ns;

  @BeforeAll
  static void cover() {
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
              retention: 20h
              retentionBounds: {min: 2h, max: 3d}
            """);
  }

  @AfterAll
  static void uncover() {
    Policies.abandon(ns);
  }

  @ParameterizedTest
  @CsvSource({"asked, 30h, 30", "days, 2d, 48", "shortest, 2h, 2", "longest, 72h, 72"})
  void anOverrideWithinTheBoundsHolds(String name, String asked, int hours) {
    delete(name, asked);

    assertThat(kept(name)).isEqualTo(Duration.ofHours(hours));
    assertThat(complaint(name)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "short, 5m, 2, outside the policy's bounds",
    "long, 90d, 72, outside the policy's bounds",
    "ever, Indefinite, 72, outside the policy's bounds",
    "empty, '', 20, is not a duration",
    "words, two weeks, 20, is not a duration",
    "negative, -5h, 20, is not a duration",
    "huge, 99999999999999999999h, 20, is not a duration"
  })
  void anotherIsClampedOrIgnoredAndTheRecordSaysWhy(
      String name, String asked, int hours, String complaint) {
    delete(name, asked);

    assertThat(kept(name)).isEqualTo(Duration.ofHours(hours));
    assertThat(complaint(name)).contains("'" + asked + "'", complaint);
  }

  @Test
  void withoutOneThePolicyDecides() {
    Objects.configMap(ns, "plain");

    Objects.delete("cm", "plain", "-n", ns);

    assertThat(kept("plain")).isEqualTo(Duration.ofHours(20));
    assertThat(complaint("plain")).isEmpty();
  }

  private static void delete(String name, String asked) {
    Objects.configMap(ns, name);
    Cluster.kubectl().run("annotate", "cm", name, "-n", ns, "softdelete.dev/retention=" + asked);
    Objects.delete("cm", name, "-n", ns);
  }

  private static Duration kept(String name) {
    return Duration.between(
        Instant.parse(Objects.record(ns, name, ".spec.deletionTime")),
        Instant.parse(Objects.record(ns, name, ".spec.purgeTime")));
  }

  private static String complaint(String name) {
    return Objects.record(ns, name, ".metadata.annotations.softdelete\\.dev/retention-complaint");
  }
}
