package dev.softdelete.e2e.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.EveryNth;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.restore.Deletion;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the annotations say, a deleted object is kept under the policy's terms and can be
 * restored.
 */
@Tag("soak")
class AnnotationsTest {
  private static final List<String> RETENTIONS =
      with(
          "",
          "-1h",
          "1e400h",
          "9007199254740993h",
          "99999999999999999999d",
          "NaN",
          "\u0661\u0662h",
          "1h".repeat(20_000),
          "9".repeat(250_000));

  /** The longest annotation of a record that the API server takes, in characters. */
  private static final int LONGEST = 1024;

  private static final List<String> TARGETS =
      with(
              "",
              ".",
              "..",
              "../secrets/x",
              "x?dryRun=All",
              "x/status",
              "%2e%2e",
              "X",
              "a".repeat(300))
          .stream()
          .filter(text -> text.codePoints().count() <= LONGEST)
          .toList();

  private final Kubectl kubectl = Cluster.kubectl();
  private String ns;

  @BeforeEach
  void cover() {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
              onRecreate: Reject
            """);
  }

  @Test
  void aRetentionThatIsNoneIsThePolicys() {
    for (int i = 0; i < RETENTIONS.size(); i++) {
      String retention = RETENTIONS.get(i);
      ObjectNode object = Hostile.object("v1", "ConfigMap", ns, "c" + i);
      object.withObject("/metadata/annotations").put("softdelete.dev/retention", retention);
      Hostile.create(kubectl, object);
    }
    List<String> before = all().map(Hostile::content).toList();

    List<Deletion> deletions = deleteAll(RETENTIONS.size());

    for (Deletion deletion : deletions) {
      var record = deletion.json();
      assertThat(record.at("/spec/purgeTime").asText()).isNotEmpty();
      assertThat(
              record
                  .at("/metadata/annotations")
                  .path("softdelete.dev/retention-complaint")
                  .asText())
          .isNotEmpty()
          .hasSizeLessThan(300);
    }
    kubectl.run("annotate", "deleted", "--all", "-n", ns, "softdelete.dev/restore=true");
    kubectl.run("wait", "deleted", "--all", "-n", ns, "--for=condition=Restored", "--timeout=30s");
    assertThat(all().map(Hostile::content)).containsExactlyElementsOf(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Restore ", "\u0000", "{\"a\":1}\n"})
  void anAnswerThatIsNoneIsThePolicys(String answer) {
    ObjectNode object = Hostile.object("v1", "ConfigMap", ns, "c0");
    Hostile.create(kubectl, object);
    Deletion deletion = deleteAll(1).getFirst();
    object.withObject("/metadata/annotations").put("softdelete.dev/on-recreate", answer);

    Kubectl.Result refused = kubectl.inputCall(Hostile.text(object), "create", "-f", "-");

    assertThat(refused.ok()).isFalse();
    assertThat(refused.err()).contains("(AlreadyExists)", deletion.record());
  }

  @Test
  void aTargetThatIsTooLongIsRefusedAtOnce() {
    Hostile.create(kubectl, Hostile.object("v1", "ConfigMap", ns, "c0"));
    String record = deleteAll(1).getFirst().record();
    ObjectNode patch = Hostile.patch();
    patch
        .withObject("/metadata/annotations")
        .put("softdelete.dev/restore-as", "a".repeat(LONGEST + 1));

    Kubectl.Result refused =
        kubectl.call(
            "patch", "deleted", record, "-n", ns, "--type=merge", "-p", Hostile.text(patch));

    assertThat(refused.ok()).isFalse();
    assertThat(refused.err()).contains("at most 1024 characters");
  }

  @ParameterizedTest
  @EveryNth(2)
  @ValueSource(strings = {"softdelete.dev/restore-as", "softdelete.dev/restore-namespace"})
  void aTargetThatIsNoneIsRefusedAndNothingIsLost(String annotation) {
    for (int i = 0; i < TARGETS.size(); i++) {
      Hostile.create(kubectl, Hostile.object("v1", "ConfigMap", ns, "c" + i));
    }
    List<Deletion> deletions = deleteAll(TARGETS.size());
    for (int i = 0; i < TARGETS.size(); i++) {
      ObjectNode patch = Hostile.patch();
      patch
          .withObject("/metadata/annotations")
          .put("softdelete.dev/restore", "true")
          .put(annotation, TARGETS.get(i));
      String record = deletions.get(i).record();
      kubectl.run("patch", "deleted", record, "-n", ns, "--type=merge", "-p", Hostile.text(patch));
    }

    for (Deletion deletion : deletions) {
      // The test does not wait until the refusal is final. While other restores are in progress,
      // the operator allows for the case that this one failed for lack of their objects.
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> deletion.restored().path("reason").asText().equals("Invalid"));
      assertThat(deletion.message())
          .containsAnyOf(annotation, "metadata.name")
          .hasSizeLessThan(2000)
          .doesNotContainPattern(Hostile.ACTIVE);
    }
    assertThat(all()).isEmpty();
    kubectl.run(
        "annotate",
        "deleted",
        "--all",
        "-n",
        ns,
        "--overwrite",
        annotation + "-",
        "softdelete.dev/restore=true");
    kubectl.run("wait", "deleted", "--all", "-n", ns, "--for=condition=Restored", "--timeout=30s");
    assertThat(all()).hasSameSizeAs(TARGETS);
  }

  /**
   * Deletes the ConfigMaps and returns the deletions in the order of the numbers in their names.
   */
  private List<Deletion> deleteAll(int count) {
    kubectl.run(
        "delete", "configmap", "-n", ns, "--field-selector=metadata.name!=kube-root-ca.crt");
    List<ObjectNode> records = Hostile.list(kubectl, "deleted", ns);
    return Stream.iterate(0, i -> i < count, i -> i + 1)
        .map(i -> record(records, "c" + i))
        .map(record -> new Deletion(kubectl, ns, record))
        .toList();
  }

  private static String record(List<ObjectNode> records, String name) {
    return records.stream()
        .filter(r -> r.at("/spec/resource/name").asText().equals(name))
        .map(r -> r.at("/metadata/name").asText())
        .findFirst()
        .orElseThrow();
  }

  private Stream<ObjectNode> all() {
    return Hostile.list(kubectl, "configmap", ns).stream()
        .filter(c -> !c.at("/metadata/name").asText().equals("kube-root-ca.crt"));
  }

  private static List<String> with(String... more) {
    return Stream.concat(Hostile.TEXTS.stream(), Stream.of(more)).toList();
  }
}
