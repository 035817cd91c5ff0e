package dev.softdelete.e2e.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.EveryNth;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.restore.Deletion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing is restored from a snapshot that somebody changed, which only an administrator can do.
 */
class SnapshotsTest {
  private static final String PAYLOAD = "object.json.gz";
  private static Kubectl admin;
  private static Kubectl asOperator;
  private static String ns;
  private static byte[] others;
  private static int count;

  @BeforeAll
  static void cover() {
    ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    admin = Cluster.kubectl();
    asOperator = admin.of(Cluster.installation().operatorKubeconfig());
    others = payload(snapshot(deleted()));
  }

  static Stream<Named<Function<byte[], byte[]>>> changes() {
    return Stream.of(
        Named.of("another object's copy", copy -> others),
        Named.of("truncated", copy -> Arrays.copyOf(copy, copy.length / 2)),
        Named.of("empty", copy -> new byte[0]),
        Named.of("no gzip", copy -> "{}".getBytes(StandardCharsets.UTF_8)),
        Named.of("another content", copy -> gzip(1, "{\"kind\":\"Secret\"}")),
        Named.of("a bomb of 900 MB", copy -> gzip(900, " ".repeat(1 << 20))));
  }

  @ParameterizedTest
  @EveryNth(3)
  @MethodSource("changes")
  void nothingComesBackFromItAndNothingIsLost(Function<byte[], byte[]> change) {
    Deletion deletion = deleted();
    ObjectNode before = snapshot(deletion);
    ObjectNode after = before.deepCopy();
    after.withObject("/data").put(PAYLOAD, encoded(change.apply(payload(before))));
    replace(after);

    deletion.ask().awaitRefusal("SnapshotCorrupt");

    assertThat(Cluster.operator().alive()).isTrue();
    replace(before);
    deletion.ask().awaitRestored();
  }

  @ParameterizedTest
  @EveryNth(3)
  @MethodSource("changes")
  void whatWasKeptWithItIsNoWayInEither(Function<byte[], byte[]> change) {
    Deletion deletion = deleted();
    ObjectNode before = snapshot(deletion);
    ObjectNode after = before.deepCopy();
    after.withObject("/data").put("companion.json.gz", encoded(change.apply(payload(before))));
    replace(after);

    deletion.ask();

    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> deletion.restored().path("reason").asText().matches("Restored|SnapshotCorrupt"));
    assertThat(Cluster.operator().alive()).isTrue();
  }

  private static synchronized Deletion deleted() {
    String name = "kept-" + count++;
    admin.run("create", "configmap", name, "-n", ns, "--from-literal=k=" + name);
    return Deletion.of(admin, "configmap", name, ns);
  }

  private static ObjectNode snapshot(Deletion deletion) {
    String uid = deletion.json().at("/spec/resource/uid").asText();
    String name =
        admin.run(
            "get",
            "secret",
            "-n",
            Installation.NAMESPACE,
            "-l",
            "softdelete.dev/uid=" + uid,
            "-o",
            "jsonpath={.items[*].metadata.name}");
    return Hostile.get(admin, "secret", Installation.NAMESPACE, name);
  }

  private static byte[] payload(ObjectNode secret) {
    return Base64.getDecoder().decode(secret.at("/data").path(PAYLOAD).asText());
  }

  /**
   * Replaces the Secret with the operator's credentials. The Secret is immutable, so it is deleted
   * and created again.
   */
  private static void replace(ObjectNode secret) {
    String name = secret.at("/metadata/name").asText();
    String[] place = {"-n", Installation.NAMESPACE};
    asOperator.run("delete", "secret", name, place[0], place[1], "--wait=false");
    asOperator.run(
        "patch",
        "secret",
        name,
        place[0],
        place[1],
        "--type=merge",
        "-p",
        "{\"metadata\":{\"finalizers\":null}}");
    secret
        .withObject("/metadata")
        .remove(List.of("uid", "resourceVersion", "creationTimestamp", "managedFields"));
    Hostile.create(asOperator, secret);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] gzip(int times, String text) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      for (int i = 0; i < times; i++) {
        gzip.write(text.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }
}
