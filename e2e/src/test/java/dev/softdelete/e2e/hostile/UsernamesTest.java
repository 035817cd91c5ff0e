package dev.softdelete.e2e.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.EveryNth;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.restore.Deletion;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any username that an authenticator may issue is recorded unchanged, and no other user is mistaken
 * for that user.
 */
class UsernamesTest {
  private static Kubectl admin;
  private static String ns;
  private static int count;

  @BeforeAll
  static void cover() {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    admin = Cluster.kubectl();
  }

  static Stream<String> names() {
    return Stream.of(
        "o'brien\"}]",
        "%s ${a} {{b}} $(id) `id`",
        "CN=admin,O=system:masters",
        "jos\u00e9 \u00fcnal",
        "\u674e\u96f7 \ud83d\ude42");
  }

  @ParameterizedTest
  @EveryNth(3)
  @MethodSource("names")
  void isRecordedAndRestoresInThatName(String name) {
    Kubectl somebody = Cluster.installation().kubectlAs(name, "system:masters");
    Deletion deletion = deletedBy(somebody);
    assertThat(deletion.json().at("/spec/deletedBy/username").asText()).isEqualTo(name);

    deletion.ask().awaitRestored();

    assertThat(deletion.json().at("/spec/restoreRequestedBy/username").asText()).isEqualTo(name);
  }

  static Stream<String> unspeakable() {
    return Stream.of(
        "eve\n2026-01-01T00:00:00.000Z INFO  Forged: configmaps x: purged",
        "eve\r\nImpersonate-User: admin",
        "\u001b[31mred\u202e");
  }

  /**
   * No HTTP header can carry these names. Therefore nothing is created in such a name, nor in
   * another name.
   */
  @ParameterizedTest
  @EveryNth(3)
  @MethodSource("unspeakable")
  void whatNoHeaderCanSayIsRecordedAndRestoresNothing(String name) {
    Kubectl somebody = Cluster.installation().kubectlAs(name, "system:masters");
    Deletion deletion = deletedBy(somebody);
    assertThat(deletion.json().at("/spec/deletedBy/username").asText()).isEqualTo(name);

    deletion.ask().awaitRefusal("Forbidden");

    assertThat(deletion.message()).doesNotContainPattern(Hostile.ACTIVE);
    new Deletion(admin, ns, deletion.record()).ask().awaitRestored();
  }

  @Test
  void oneThatIsTooLongForTheRecordIsCutAndHoldsNothingUp() {
    admin.run("create", "configmap", "long", "-n", ns);
    String uid = admin.run("get", "configmap", "long", "-n", ns, "-o", "jsonpath={.metadata.uid}");

    admin.run(
        "delete",
        "configmap",
        "long",
        "-n",
        ns,
        "--timeout=30s",
        "--as=" + "n".repeat(3000),
        "--as-group=" + "g".repeat(2000),
        "--as-group=system:masters");

    Deletion deletion = Deletion.recorded(admin, uid);
    awaitAttributed(deletion);
    var by = deletion.json().at("/spec/deletedBy");
    assertThat(by.path("username").asText()).startsWith("nnn").hasSize(1024);
    assertThat(by.path("groups").toString()).contains("system:masters").doesNotContain("gg");
  }

  @Test
  void noLineOfTheLogIsForged() throws IOException {
    String name = "eve\n2026-01-01T00:00:00.000Z INFO  Forged: \u001b[31m\u2028\u202e\u009b";
    Kubectl somebody = Cluster.installation().kubectlAs(name, "system:masters");
    deletedBy(somebody).ask().awaitRefusal("Forbidden");

    String log = Files.readString(Cluster.operatorLog());

    assertThat(log.lines()).noneMatch(l -> l.startsWith("2026-01-01T00:00:00.000Z"));
    assertThat(log).contains("Forged").doesNotContainPattern("[\\u001b\\u2028\\u202e\\u009b]");
  }

  private static synchronized Deletion deletedBy(Kubectl somebody) {
    String name = "victim-" + count++;
    admin.run("create", "configmap", name, "-n", ns);
    Deletion deletion = Deletion.of(somebody, "configmap", name, ns);
    awaitAttributed(deletion);
    return deletion;
  }

  private static void awaitAttributed(Deletion deletion) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(deletion.json().at("/spec/deletedBy/username").asText()).isNotEmpty());
  }
}
