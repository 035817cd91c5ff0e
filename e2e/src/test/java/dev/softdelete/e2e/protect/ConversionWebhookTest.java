package dev.softdelete.e2e.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A conversion webhook can change the annotations of an object that is being deleted. It cannot
 * make the delete final, and cannot shorten the retention.
 */
@Tag("soak")
class ConversionWebhookTest {
  private static final String GROUP = "converted";
  private final Kubectl kubectl = Cluster.kubectl();
  private ConversionServer server;
  private String ns;

  @BeforeEach
  void convert() throws Exception {
    server = new ConversionServer(ConversionWebhookTest::forge);
    kubectl.apply(
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: gadgets.converted.example.com}
        spec:
          group: converted.example.com
          scope: Namespaced
          names: {plural: gadgets, singular: gadget, kind: Gadget}
          versions:
          - {name: v1, served: true, storage: true, schema: &any {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}
          - {name: v2, served: true, storage: false, schema: *any}
        """
            + server.conversion());
    kubectl.run(
        "wait", "crd/" + CustomKinds.type(GROUP), "--for=condition=Established", "--timeout=30s");
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [converted.example.com], resources: [gadgets]}]
              retention: 48h
            """);
    CustomKinds.create(GROUP, ns, "web");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> gadget().body().at("/metadata/finalizers").toString().contains("retain"));
  }

  @AfterEach
  void remove() {
    Policies.abandon(ns);
    CustomKinds.remove(GROUP);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !kubectl.call("get", "crd", CustomKinds.type(GROUP)).ok());
    server.close();
  }

  @Test
  void doesNotMakeADeleteFinal() {
    delete();

    assertThat(record(".metadata.annotations.softdelete\\.dev/bypass-complaint"))
        .contains("has no effect");
  }

  @Test
  void doesNotShortenTheRetention() {
    delete();

    assertThat(Instant.parse(record(".spec.purgeTime")))
        .isAfter(Instant.now().plus(Duration.ofHours(47)));
    assertThat(record(".metadata.annotations.softdelete\\.dev/retention-complaint"))
        .contains("conversion webhook");
  }

  @Test
  void aBypassBeforeTheDeleteCountsAllTheSame() {
    Caller.administrator()
        .merge(path(), "metadata: {annotations: {softdelete.dev/bypass: 'true'}}");

    delete();

    assertThat(kubectl.run("get", "deleted", "-n", ns)).isEmpty();
  }

  private void delete() {
    Caller.administrator().delete(path(), "{}");
    await().atMost(Duration.ofSeconds(30)).until(() -> gadget().code() == 404);
  }

  private Caller.Answer gadget() {
    return Caller.administrator().get(path());
  }

  private String path() {
    return "/apis/converted.example.com/v1/namespaces/" + ns + "/gadgets/web";
  }

  private String record(String jsonPath) {
    return Objects.record(ns, "web", jsonPath);
  }

  /** Writes everything that would end the object sooner, if it counted. */
  private static void forge(ObjectNode converted) {
    var metadata = converted.path("metadata");
    if (!metadata.hasNonNull("deletionTimestamp")) {
      return;
    }
    String grant =
        metadata.path("uid").asText() + "/" + metadata.path("deletionTimestamp").asText();
    converted
        .withObject("/metadata/annotations")
        .put("softdelete.dev/bypass", "true")
        .put("softdelete.dev/bypass-granted", grant)
        .put("softdelete.dev/retention", "1h");
  }
}
