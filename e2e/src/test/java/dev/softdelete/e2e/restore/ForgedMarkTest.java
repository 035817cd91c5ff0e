package dev.softdelete.e2e.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Somebody who may only edit a namespace passes no object of their own off as the restored one. */
class ForgedMarkTest {
  private static final String MARK = "/metadata/annotations/softdelete.dev~1restoring";
  private static final Caller ED = Caller.as("ed");

  /** Writes marks that nobody else can write: its requests are those of a restore. */
  private static final Caller RESTORING = restoring();

  @Test
  void aDryRunTellsNoMarkThatCounts() {
    String ns = deleted();

    Caller.Answer dry =
        ED.dry()
            .create(
                configMaps(ns),
                "{metadata: {name: web, annotations: {softdelete.dev/restore: 'true'}}}");

    assertThat(dry.body().at(MARK).asText()).contains("/dry-run/");
  }

  @Test
  void aMarkInAnUpdateIsTakenOff() {
    String ns = deleted();
    ED.create(configMaps(ns), "{metadata: {name: fake}}");

    Caller.Answer marked = mark(ED, ns, "fake", "shop/record/secret/");

    assertThat(marked.ok()).as(marked.toString()).isTrue();
    assertThat(marked.body().at(MARK).isMissingNode()).isTrue();
  }

  @Test
  void aMarkThatIsThereStaysAsItIs() {
    String ns = deleted();
    ED.create(configMaps(ns), "{metadata: {name: fake}}");
    mark(RESTORING, ns, "fake", "a/b/c/d");

    Caller.Answer marked = mark(ED, ns, "fake", "shop/record/secret/");

    assertThat(marked.body().at(MARK).asText()).isEqualTo("a/b/c/d");
  }

  @Test
  void anybodyMayTakeAMarkOff() {
    String ns = deleted();
    ED.create(configMaps(ns), "{metadata: {name: fake}}");
    mark(RESTORING, ns, "fake", "a/b/c/d");

    Caller.Answer off =
        ED.merge(
            configMaps(ns) + "/fake", "metadata: {annotations: {softdelete.dev/restoring: null}}");

    assertThat(off.body().at(MARK).isMissingNode()).isTrue();
  }

  /** The secret is right, and still nobody has asked for a restore. */
  @Test
  void theRightSecretCompletesNoRecordWithoutARequest() {
    String ns = deleted();
    JsonNode record = record(ns);
    String name = record.at("/metadata/name").asText();
    ED.create(configMaps(ns), "{metadata: {name: fake}}");

    mark(RESTORING, ns, "fake", ns + "/" + name + "/" + secret(record) + "/");

    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(10))
        .until(() -> record(ns).at("/status/state").asText("DELETED").equals("DELETED"));
  }

  /** Returns a namespace in which the ConfigMap "web" is deleted and captured. */
  private static String deleted() {
    String ns =
        Cluster.namespaceUnderSharedPolicy(
            "  resources: [{apiGroups: [\"\"], resources: [configmaps]}]\n");
    Cluster.kubectl()
        .run("create", "rolebinding", "ed", "-n", ns, "--clusterrole=edit", "--user=ed");
    ED.create(configMaps(ns), "{metadata: {name: web}, data: {k: precious}}");
    ED.delete(configMaps(ns) + "/web", "{}");
    await().atMost(Duration.ofSeconds(30)).until(() -> !record(ns).isMissingNode());
    return ns;
  }

  private static JsonNode record(String ns) {
    return Caller.administrator()
        .get("/apis/softdelete.dev/v1/namespaces/" + ns + "/deletedresources")
        .body()
        .at("/items/0");
  }

  /** Returns the secret of the record's snapshot, which a watch shows during a restore. */
  private static String secret(JsonNode record) {
    String uid = record.at("/spec/resource/uid").asText();
    String secret =
        Caller.administrator()
            .get(
                "/api/v1/namespaces/"
                    + Installation.NAMESPACE
                    + "/secrets?labelSelector=softdelete.dev/uid="
                    + uid)
            .body()
            .at("/items/0/data/secret")
            .asText();
    return new String(Base64.getDecoder().decode(secret), StandardCharsets.US_ASCII);
  }

  private static Caller restoring() {
    Caller caller = Caller.as("restorer", "system:masters");
    var headers = new ArrayList<>(caller.headers());
    headers.add(Map.entry("Impersonate-Extra-softdelete.dev%2Frestoring", "record"));
    return new Caller(caller.client(), List.copyOf(headers), false);
  }

  private static Caller.Answer mark(Caller by, String ns, String name, String mark) {
    return by.merge(
        configMaps(ns) + "/" + name,
        "metadata: {annotations: {softdelete.dev/restoring: '" + mark + "'}}");
  }

  private static String configMaps(String ns) {
    return "/api/v1/namespaces/" + ns + "/configmaps";
  }
}
