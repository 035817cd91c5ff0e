package dev.softdelete.e2e.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.restore.Deletion;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever its annotations say, what is deleted is kept on the policy's terms and comes back. */
class AnnotationsTest {
  private static Kubectl kubectl;
  private static String ns;
  private static int count;

  @BeforeAll
  static void cover() {
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
              onRecreate: Reject
            """);
    kubectl = Cluster.kubectl();
  }

  @AfterAll
  static void deletePolicy() {
    kubectl.run("delete", "sdp", ns);
  }

  static Stream<String> retentions() {
    return Stream.concat(
        Hostile.TEXTS.stream(),
        Stream.of(
            "",
            "-1h",
            "1e400h",
            "9007199254740993h",
            "99999999999999999999d",
            "NaN",
            "\u0661\u0662h",
            "1h".repeat(20_000),
            "9".repeat(250_000)));
  }

  @ParameterizedTest
  @MethodSource("retentions")
  void aRetentionThatIsNoneIsThePolicys(String retention) {
    String name = name();
    ObjectNode object = Hostile.object("v1", "ConfigMap", ns, name);
    object
        .withObject("/metadata/annotations")
        .put("softdelete.dev/retention", retention)
        .put(
            "softdelete.dev/on-recreate",
            retention.substring(0, Math.min(2000, retention.length())));
    Hostile.create(kubectl, object);
    String before = Hostile.content(Hostile.get(kubectl, "configmap", ns, name));

    Deletion deletion = Deletion.of(kubectl, "configmap", name, ns);

    assertThat(deletion.json().at("/spec/purgeTime").asText()).isNotEmpty();
    assertThat(
            deletion
                .json()
                .at("/metadata/annotations")
                .path("softdelete.dev/retention-complaint")
                .asText())
        .isNotEmpty()
        .hasSizeLessThan(1000);
    deletion.restore();
    assertThat(Hostile.content(Hostile.get(kubectl, "configmap", ns, name))).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"allow", "Restore ", "\u0000", "{\"a\":1}", "Reject\n"})
  void anAnswerThatIsNoneIsThePolicys(String answer) {
    String name = name();
    ObjectNode object = Hostile.object("v1", "ConfigMap", ns, name);
    Hostile.create(kubectl, object);
    Deletion deletion = Deletion.of(kubectl, "configmap", name, ns);
    object.withObject("/metadata/annotations").put("softdelete.dev/on-recreate", answer);

    Kubectl.Result refused = kubectl.inputCall(Hostile.text(object), "create", "-f", "-");

    assertThat(refused.ok()).isFalse();
    assertThat(refused.err()).contains("(AlreadyExists)", deletion.record());
  }

  static Stream<String> targets() {
    return Stream.concat(
        Hostile.TEXTS.stream(),
        Stream.of(
            "",
            ".",
            "..",
            "../secrets/x",
            "x?dryRun=All",
            "x/status",
            "%2e%2e",
            "X",
            "a".repeat(300)));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void aNameThatIsNoneIsRefusedAndNothingIsLost(String target) {
    refused("softdelete.dev/restore-as", target);
  }

  @ParameterizedTest
  @MethodSource("targets")
  void aNamespaceThatIsNoneIsRefusedAndNothingIsLost(String target) {
    refused("softdelete.dev/restore-namespace", target);
  }

  private void refused(String annotation, String value) {
    String name = name();
    Hostile.create(kubectl, Hostile.object("v1", "ConfigMap", ns, name));
    Deletion deletion = Deletion.of(kubectl, "configmap", name, ns);
    ObjectNode patch =
        Hostile.object("softdelete.dev/v1", "DeletedResource", ns, deletion.record());
    patch
        .withObject("/metadata/annotations")
        .put("softdelete.dev/restore", "true")
        .put(annotation, value);

    patch(deletion, patch);

    deletion.awaitRefusal("Invalid");
    assertThat(deletion.message()).contains(annotation).hasSizeLessThan(2000);
    assertThat(deletion.message())
        .doesNotContainPattern("[\\p{Cntrl}\\u0080-\\u009f\\u202e\\u2028]");
    patch
        .withObject("/metadata/annotations")
        .put("softdelete.dev/restore", "true")
        .putNull(annotation);
    patch(deletion, patch);
    deletion.awaitRestored();
  }

  private static void patch(Deletion deletion, ObjectNode patch) {
    patch.withObject("/metadata").remove(List.of("name", "namespace"));
    kubectl.run(
        "patch", "dr", deletion.record(), "-n", ns, "--type=merge", "-p", Hostile.text(patch));
  }

  private static synchronized String name() {
    return "hostile-" + count++;
  }
}
