package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Refusal.allowed;
import static dev.softdelete.e2e.authority.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A purge time that the operator cannot read would never be reached and would block all purges, so
 * the API server refuses it.
 */
class PurgeTimeReadableTest {
  private static Kubectl admin;
  private static String ns;
  private static Deleted deleted;

  @BeforeAll
  static void deleteSomething() {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    admin = Cluster.kubectl();
    deleted = Deleted.configMap(ns, "web");
  }

  /**
   * Each value replaces the "Z" of the purge time. To the API server, the result is the same
   * instant as before.
   */
  @ParameterizedTest
  @ValueSource(strings = {".0000000000Z", ",0Z", "+00:00:00", "ZTx"})
  void theSameTimeOtherwiseWrittenIsRefused(String ending) {
    String before = deleted.field(".spec.purgeTime");

    refused(
        deleted.patch(admin, purgeTime(before.replace("Z", ending))),
        "spec.purgeTime: Invalid value",
        "should match '^[0-9]{4}-[0-9]{2}-[0-9]{2}T");
    assertThat(deleted.field(".spec.purgeTime")).isEqualTo(before);
  }

  @Test
  void anOffsetBeyondAnyZonesIsRefused() {
    Instant there = Instant.parse(deleted.field(".spec.purgeTime")).plus(Duration.ofHours(20));

    refused(
        deleted.patch(admin, purgeTime(there.toString().replace("Z", "+20:00"))),
        "spec.purgeTime: Invalid value",
        "should match '^[0-9]{4}-[0-9]{2}-[0-9]{2}T");
  }

  @Test
  void whatIsTakenIsRead() {
    Deleted other = Deleted.configMap(ns, "other");
    Instant there = Instant.parse(other.field(".spec.purgeTime")).plus(Duration.ofHours(6));
    String time = there.toString().replace("Z", ".123456789+05:00");

    allowed(other.patch(admin, purgeTime(time)));
    allowed(other.purge(admin));

    admin.run("wait", "deleted", other.record(), "-n", ns, "--for=delete", "--timeout=30s");
  }

  private static String purgeTime(String time) {
    return "{spec: {purgeTime: '%s'}}".formatted(time);
  }
}
