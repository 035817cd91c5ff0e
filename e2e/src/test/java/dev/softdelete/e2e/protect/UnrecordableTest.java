package dev.softdelete.e2e.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Objects at limits that the API server has for them, and those that no record has room for. */
@Tag("soak")
class UnrecordableTest {
  private static final int LONGEST = 65_536;

  /** A name that requests can have, and that takes more bytes than a record has room for. */
  private static final String UNRECORDABLE = "\u674e".repeat(30_000);

  private final Kubectl kubectl = Cluster.kubectl();
  private String policy;

  @AfterEach
  void uncover() {
    Policies.abandon(policy);
  }

  @Test
  void theLongestNameOfARecordIsRecorded() {
    String ns = covered("");
    String name = "n".repeat(LONGEST);
    create(ns, name, "");

    delete(ns, name);

    awaitGone(ns, name);
    assertThat(records(ns).path(0).at("/spec/resource/name").asText()).isEqualTo(name);
  }

  @Test
  void manyLabelsFinalizersAndOwnersAreRecordedInPart() {
    String ns = covered("");
    create(
        ns,
        "n".repeat(LONGEST),
        """
        , "labels": {%s}, "ownerReferences": [%s]
        """
            .formatted(
                joined(2000, i -> "\"l" + i + "\": \"v\""),
                joined(
                    1000,
                    i ->
                        "{\"apiVersion\": \"v1\", \"kind\": \"Node\", \"name\": \"n\", \"uid\":"
                            + " \"00000000-0000-0000-0000-%012d\"}".formatted(i))));

    await().atMost(Duration.ofSeconds(60)).until(() -> records(ns).size() == 1);
    assertThat(records(ns).path(0).at("/metadata/labels")).hasSizeBetween(64, 68);
  }

  @Test
  void whatARecordHasNoRoomForIsHeldAndSaysWhatToDo() {
    String ns = covered("");
    create(ns, UNRECORDABLE, "");

    delete(ns, UNRECORDABLE);

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(Policies.status(policy, "stuck[*].message"))
                    .contains("30000 characters", "softdelete.dev/bypass", "onUnrecordable"));
    assertThat(get(ns, UNRECORDABLE).code()).isEqualTo(200);
    Caller.administrator()
        .merge(path(ns, UNRECORDABLE), "metadata: {annotations: {softdelete.dev/bypass: 'true'}}");
    awaitGone(ns, UNRECORDABLE);
  }

  @Test
  void itIsReleasedWhereThePolicySaysSo() {
    String ns = covered("  onUnrecordable: Release\n");
    create(ns, UNRECORDABLE, "");

    delete(ns, UNRECORDABLE);

    awaitGone(ns, UNRECORDABLE);
    assertThat(records(ns)).isEmpty();
  }

  @Test
  void itDoesNotHoldItsNamespaceWhichHasAnEventAboutIt() {
    String ns = covered("");
    create(ns, UNRECORDABLE, "");

    kubectl.run("delete", "namespace", ns, "--timeout=120s");

    assertThat(
            kubectl.run(
                "get",
                "events",
                "-n",
                "default",
                "--field-selector=involvedObject.name=" + ns,
                "-o",
                "jsonpath={.items[*].reason}"))
        .contains("Unrecordable");
  }

  @Test
  void itDoesNotHoldTheDeletionOfItsPolicy() {
    String ns = covered("");
    create(ns, UNRECORDABLE, "");
    delete(ns, UNRECORDABLE);

    kubectl.run("delete", "sdp", policy, "--timeout=120s");

    awaitGone(ns, UNRECORDABLE);
  }

  @Test
  void aNameThatNoRequestCanHaveIsNotProtected() {
    String ns = covered("");
    create(ns, "\u2039".repeat(130_000), "");

    Caller.administrator().delete(collection(ns), "{}");

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Caller.administrator().get(collection(ns)).body().path("items").isEmpty());
  }

  private String covered(String more) {
    policy =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [rbac.authorization.k8s.io], resources: [roles]}]
            """
                + more);
    return policy;
  }

  private static void create(String ns, String name, String metadata) {
    Caller.Answer answer =
        Caller.administrator()
            .create(
                collection(ns),
                "{\"metadata\": {\"name\": \"" + name + "\"" + metadata + "}, \"rules\": []}");
    assertThat(answer.code()).as(answer.message()).isEqualTo(201);
  }

  private static void delete(String ns, String name) {
    assertThat(Caller.administrator().delete(path(ns, name), "{}").ok()).isTrue();
  }

  private static void awaitGone(String ns, String name) {
    await().atMost(Duration.ofSeconds(60)).until(() -> get(ns, name).code() == 404);
  }

  private static Caller.Answer get(String ns, String name) {
    return Caller.administrator().get(path(ns, name));
  }

  private static JsonNode records(String ns) {
    return Caller.administrator()
        .get("/apis/softdelete.dev/v1/namespaces/" + ns + "/deletedresources")
        .body()
        .path("items");
  }

  private static String collection(String ns) {
    return "/apis/rbac.authorization.k8s.io/v1/namespaces/" + ns + "/roles";
  }

  private static String path(String ns, String name) {
    return collection(ns) + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  private static String joined(int many, IntFunction<String> item) {
    return IntStream.range(0, many).mapToObj(item).collect(Collectors.joining(", "));
  }
}
