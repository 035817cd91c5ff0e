package dev.softdelete.e2e.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code kubectl undelete purge}, {@code extend}, {@code hold} and {@code unhold}. */
class UndeletePurgeTest {
  private static String ns;
  private static Plugin admin;
  private static Plugin editor;

  @BeforeAll
  static void cover() {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    admin = Plugin.ofAdministrator();
    editor = Plugin.ofUserWith("edit", ns);
  }

  @Test
  void nothingIsPurgedWithoutAYes() {
    deleted("kept");

    Kubectl.Result result = admin.call("purge", "configmap/kept", "-n", ns);

    assertThat(result.exit()).isEqualTo(8);
    assertThat(result.err()).contains("ConfigMap " + ns + "/kept, deleted", "add --yes");
    assertThat(admin.run("list", "cm/kept", "-n", ns, "-o", "name")).contains("kept");
  }

  @Test
  void aPurgeIsWaitedFor() {
    deleted("gone");

    assertThat(admin.run("purge", "configmap/gone", "-n", ns, "--yes"))
        .isEqualTo("ConfigMap " + ns + "/gone purged\n");

    assertThat(admin.run("list", "cm/gone", "-n", ns, "-o", "name")).isEmpty();
  }

  @Test
  void ofSeveralDeletionsNoneIsPurgedByName() {
    deleted("twice");
    deleted("twice");

    Kubectl.Result result = admin.call("purge", "configmap/twice", "-n", ns, "--yes");

    assertThat(result.exit()).isEqualTo(5);
    assertThat(result.err())
        .contains("Several deletions could be meant by configmap/twice", "record configmap-twice-");
    assertThat(admin.run("list", "cm/twice", "-n", ns, "-o", "name").lines()).hasSize(2);
  }

  @Test
  void anEditorIsToldThatThePurgeTakesAnotherRole() {
    deleted("edited");

    Kubectl.Result result = editor.call("purge", "configmap/edited", "-n", ns, "--yes");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err())
        .contains(
            "you may not delete deletedresources.softdelete.dev in namespace " + ns,
            "The ClusterRole soft-delete-purger, which is part of no other role");
  }

  @Test
  void aHoldPreventsThePurgeAndIsLiftedAgain() {
    deleted("held");

    Kubectl.Result refused = editor.call("hold", "configmap/held", "-n", ns);
    assertThat(refused.exit()).isEqualTo(3);
    assertThat(refused.err()).contains("this takes the verb \"hold\"", "soft-delete-admin");

    assertThat(admin.run("hold", "configmap/held", "-n", ns))
        .contains("is under legal hold; it is not purged until the hold is lifted");
    Kubectl.Result purge = admin.call("purge", "configmap/held", "-n", ns, "--yes");
    assertThat(purge.exit()).isEqualTo(7);
    assertThat(purge.err())
        .contains("it is refused. ConfigMap " + ns + "/held is under legal hold");

    assertThat(admin.run("unhold", "configmap/held", "-n", ns))
        .contains("is under no legal hold; it is purged at ");
    admin.run("purge", "configmap/held", "-n", ns, "--yes");
  }

  @Test
  void anEditorExtendsTheRetentionAndDoesNotShortenIt() {
    deleted("extended");
    Instant begin = Instant.now();

    editor.run("extend", "configmap/extended", "-n", ns, "--for", "10d");

    assertThat(purgeTime("extended"))
        .isBetween(
            begin.plus(Duration.ofDays(10)).minusSeconds(5),
            begin.plus(Duration.ofDays(10)).plusSeconds(60));
    Kubectl.Result earlier = editor.call("extend", "configmap/extended", "-n", ns, "--for", "5d");
    assertThat(earlier.exit()).isEqualTo(7);
    assertThat(earlier.err()).contains("is kept until", "add --shorten");
    Kubectl.Result shortened =
        editor.call("extend", "configmap/extended", "-n", ns, "--for", "5d", "--shorten");
    assertThat(shortened.exit()).isEqualTo(3);
    assertThat(shortened.err()).contains("may not shorten a retention", "soft-delete-purger");
    Kubectl.Result tooLong =
        editor.call("extend", "configmap/extended", "-n", ns, "--until", "2999-01-01");
    assertThat(tooLong.exit()).isEqualTo(7);
    assertThat(purgeTime("extended")).isBefore(begin.plus(Duration.ofDays(11)));
  }

  private static Instant purgeTime(String name) {
    return Instant.parse(
        Cluster.kubectl()
            .run(
                "get",
                "deleted",
                "-n",
                ns,
                "-l",
                "softdelete.dev/name=" + name,
                "-o",
                "jsonpath={.items[0].spec.purgeTime}"));
  }

  private static void deleted(String name) {
    Cluster.kubectl().run("create", "configmap", name, "-n", ns);
    Cluster.kubectl().run("delete", "configmap", name, "-n", ns, "--timeout=30s");
  }
}
