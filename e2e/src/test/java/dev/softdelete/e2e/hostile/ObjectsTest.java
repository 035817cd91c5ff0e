package dev.softdelete.e2e.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.EveryNth;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.restore.Deletion;
import dev.softdelete.e2e.restore.NewKind;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any object that the API server accepts is captured, and the restored object is the same. */
class ObjectsTest {
  /** More than the webhook reads as a whole, and less than etcd stores. */
  private static final String TOO_MANY_VALUES = "[" + "{},".repeat(420_000) + "{}]";

  private static final String ODDITY =
      """
      {"apiVersion": "hostile.example.com/v1", "kind": "Oddity",
       "metadata": {"name": "%s", "annotations": {%s}}, "spec": {"a": %s}}
      """;

  private static Kubectl kubectl;
  private static String ns;
  private static int count;

  @BeforeAll
  static void serveTheKind() {
    kubectl = Cluster.kubectl();
    NewKind.ofAnyContent(kubectl, "oddities.hostile.example.com", "Oddity");
    ns =
        Cluster.coveredNamespace(
            """
              resources:
              - {apiGroups: ["hostile.example.com"], resources: [oddities]}
              - {apiGroups: ["rbac.authorization.k8s.io"], resources: [roles]}
              onRecreate: Reject
            """);
    NewKind.awaitCovered(kubectl, "hostile.example.com/v1", "Oddity", ns);
  }

  @AfterAll
  static void cleanUp() {
    kubectl.run("delete", "sdp", ns);
    kubectl.run("delete", "crd", "oddities.hostile.example.com", "--wait=false");
  }

  static Stream<Named<Consumer<ObjectNode>>> contents() {
    return Stream.of(
        Named.of("texts as values and keys", ObjectsTest::texts),
        Named.of("deep nesting", o -> nest(o, 1500)),
        Named.of("numbers", ObjectsTest::numbers),
        Named.of("a digit for each byte", o -> o.put("long", "1".repeat(400_000))),
        Named.of("many labels", ObjectsTest::labels),
        Named.of("many fields, each with an owner", ObjectsTest::fields));
  }

  @ParameterizedTest
  @EveryNth(3)
  @MethodSource("contents")
  void comesBackTheSame(Consumer<ObjectNode> content) {
    String name = name();
    ObjectNode object = Hostile.object("hostile.example.com/v1", "Oddity", ns, name);
    content.accept(object);
    Hostile.create(kubectl, object);
    String before = Hostile.content(Hostile.get(kubectl, "oddity", ns, name));

    Deletion.of(kubectl, "oddity", name, ns).restore();

    assertThat(Hostile.content(Hostile.get(kubectl, "oddity", ns, name))).isEqualTo(before);
  }

  /** The garbage collector deletes the object at once, because its owners do not exist. */
  @Test
  void manyAndLongOwnersHoldNothingUp() {
    String name = name();
    ObjectNode object = Hostile.object("hostile.example.com/v1", "Oddity", ns, name);
    ArrayNode owners = object.withArray("/metadata/ownerReferences");
    for (int i = 0; i < 1200; i++) {
      owners
          .addObject()
          .put("apiVersion", "hostile.example.com/v1")
          .put("kind", "Oddity")
          .put("name", "o" + i)
          .put("uid", "u".repeat(i % 2 == 0 ? 300 : 10) + i);
    }
    object.withArray("/metadata/finalizers").add("example.com/wait");
    Hostile.create(kubectl, object);
    String uid = Hostile.get(kubectl, "oddity", ns, name).at("/metadata/uid").asText();
    kubectl.call("delete", "oddity", name, "-n", ns, "--wait=false");
    kubectl.call(
        "patch",
        "oddity",
        name,
        "-n",
        ns,
        "--type=merge",
        "-p",
        "{\"metadata\":{\"finalizers\":null}}");

    kubectl.run("wait", "oddity/" + name, "-n", ns, "--for=delete", "--timeout=30s");

    Deletion.recorded(kubectl, uid).restore();
  }

  /** The webhook reads neither of them as a whole. */
  @ParameterizedTest
  @ValueSource(strings = {"too many values", "too deep"})
  void aCreateThatIsTooMuchForTheWebhookIsRefusedToo(String what) {
    String name = name();
    Hostile.create(kubectl, Hostile.object("hostile.example.com/v1", "Oddity", ns, name));
    Deletion deletion = Deletion.of(kubectl, "oddity", name, ns);
    String spec = what.equals("too deep") ? "[".repeat(9_997) + "]".repeat(9_997) : TOO_MANY_VALUES;

    Caller.Answer answer =
        Caller.administrator()
            .send(
                "/apis/hostile.example.com/v1/namespaces/" + ns + "/oddities",
                "POST",
                "application/json",
                ODDITY.formatted(name, "", spec));

    assertThat(answer.code()).as(answer.toString()).isEqualTo(409);
    assertThat(answer.message()).contains("kubectl annotate deletedresource " + deletion.record());
  }

  @Test
  void underRestoreItIsLetThroughWithAWarningAndAnEvent() {
    String name = name();
    Hostile.create(kubectl, Hostile.object("hostile.example.com/v1", "Oddity", ns, name));
    Deletion deletion = Deletion.of(kubectl, "oddity", name, ns);
    String annotation = "\"softdelete.dev/on-recreate\": \"Restore\"";

    Kubectl.Result created =
        kubectl.inputCall(
            ODDITY.formatted(name, annotation, TOO_MANY_VALUES), "create", "-n", ns, "-f", "-");

    assertThat(created.ok()).as(created.err()).isTrue();
    assertThat(created.err())
        .contains("Warning: soft-delete did not restore the deleted Oddity", deletion.record());
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(kubectl.run("get", "events", "-n", ns))
                    .contains("NotChecked", "the request is too large"));
  }

  static Stream<String> roleNames() {
    return Stream.of(
        "system:controller:x y",
        "o'brien\" $(id) `id` \\ ${a} {{b}} %s".replace("%", ""),
        "line\nbreak \u001b[31m \u202e \u674e",
        "..a;b,c=d&e?f#g",
        "n".repeat(600));
  }

  @ParameterizedTest
  @EveryNth(3)
  @MethodSource("roleNames")
  void aRoleIsNamedAsRolesMayBe(String name) {
    Hostile.create(kubectl, Hostile.object("rbac.authorization.k8s.io/v1", "Role", ns, name));
    Deletion deletion = Deletion.of(kubectl, "role", name, ns);

    Kubectl.Result refused =
        kubectl.inputCall(
            Hostile.text(Hostile.object("rbac.authorization.k8s.io/v1", "Role", ns, name)),
            "create",
            "-f",
            "-");

    assertThat(refused.err())
        .contains("(AlreadyExists)", "kubectl annotate deletedresource " + deletion.record());
    assertThat(refused.err().strip()).doesNotContainPattern(Hostile.ACTIVE);
    deletion.restore();
    assertThat(Hostile.get(kubectl, "role", ns, name).at("/metadata/name").asText())
        .isEqualTo(name);
  }

  private static void texts(ObjectNode object) {
    ObjectNode texts = object.putObject("spec");
    ObjectNode annotations = object.withObject("/metadata/annotations");
    for (int i = 0; i < Hostile.TEXTS.size(); i++) {
      String text = Hostile.TEXTS.get(i);
      texts.put(text.substring(0, Math.min(text.length(), 1000)), text);
      annotations.put("text-" + i, text);
    }
    texts.put("", "empty").put("~1/~0", "pointer").put("$ref", "#/").put("__proto__", "x");
    texts.put("f:x", "1").put("k:{\"a\":1}", "2").put("a.b[0]", "3").put(".", "4");
  }

  private static void nest(ObjectNode object, int depth) {
    ObjectNode inner = object.putObject("spec");
    for (int i = 0; i < depth; i++) {
      inner = inner.putObject("a");
    }
  }

  private static void numbers(ObjectNode object) {
    object
        .putObject("spec")
        .put("precise", 9007199254740993L)
        .put("large", 1e300)
        .put("small", 4.9E-324)
        .put("zero", -0.0);
  }

  private static void labels(ObjectNode object) {
    ObjectNode labels = object.withObject("/metadata/labels");
    for (int i = 0; i < 4000; i++) {
      labels.put("example.com/label-" + i, "v".repeat(60));
    }
  }

  private static void fields(ObjectNode object) {
    ObjectNode fields = object.putObject("spec");
    for (int i = 0; i < 20_000; i++) {
      fields.put("field-" + i, i);
    }
  }

  private static synchronized String name() {
    return "odd-" + count++;
  }
}
