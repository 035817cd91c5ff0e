package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Refusal.allowed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A restore waits for a namespace that does not exist. Somebody else takes the name of the
 * namespace, and gets nothing.
 */
class NamespaceTakenMeanwhileTest {
  private static final String RESTORE = "softdelete.dev/restore=true";
  private static final String RESTORED = ".status.conditions[?(@.type==\"Restored\")]";

  private final Kubectl admin = Cluster.kubectl();
  private final String source =
      Cluster.namespaceUnderSharedPolicy(
          """
            resources: [{apiGroups: [""], resources: [secrets]}]
          """);
  private final String missing = source + "-missing";
  private final Deleted deleted = Deleted.secret(source, "password");

  /** May create Secrets in every namespace, but no namespaces. */
  private final Person tenant = Person.called("tenant").withEverywhere("edit", "create secrets");

  @Test
  void whoeverTakesTheNameGetsNothing() {
    ask();
    deleted.awaitField("jsonpath={" + RESTORED + ".reason}=NamespaceMissing");

    admin.run("create", "namespace", missing);

    awaitQuestion();
    ask();
    deleted.awaitRestored();
    assertThat(deleted.field(".status.restoredAs.namespace")).isEqualTo(missing);
  }

  @Test
  void soItIsIfTheNameIsTakenWhileNoOperatorRuns() throws InterruptedException {
    Cluster.operator().kill();
    ask();
    // Times have whole seconds.
    Thread.sleep(Duration.ofSeconds(2));
    Cluster.installation().kubectl().run("create", "namespace", missing);

    var _ = Cluster.operator();

    awaitQuestion();
  }

  private void ask() {
    allowed(
        deleted.annotate(
            tenant.kubectl(),
            "--overwrite",
            RESTORE,
            "softdelete.dev/restore-namespace=" + missing));
  }

  private void awaitQuestion() {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(deleted.field(RESTORED + ".message"))
                    .contains("was created after this was asked for", "softdelete.dev/restore"));
    assertThat(admin.call("get", "secret", "password", "-n", missing).ok()).isFalse();
  }
}
