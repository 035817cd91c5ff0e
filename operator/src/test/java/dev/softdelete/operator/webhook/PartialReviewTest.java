package dev.softdelete.operator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As much of a review is read as there is, in the order in which the API server writes it. */
class PartialReviewTest {
  private static final String BEFORE =
      """
      {"kind": "AdmissionReview", "apiVersion": "admission.k8s.io/v1", "request": {"uid": "1",
       "kind": {"group": "apps", "version": "v1", "kind": "Deployment"},
       "resource": {"group": "apps", "version": "v1", "resource": "deployments"},
       "name": "web", "namespace": "ns", "operation": "CREATE",
       "userInfo": {"username": "ann", "groups": ["g"], "extra": {"k": ["v"]}},
       "object": {"kind": "Deployment", "apiVersion": "apps/v1", "metadata": {"name": "web",
        "annotations": {"a": "b", "long": "LONG"},
        "managedFields": [{"manager": "helm", "fieldsV1": {"f:spec": {}}}]}, "spec":\
      """
          .replace("LONG", "x".repeat(5_000));

  private static final String AFTER =
      "}, \"oldObject\": null, \"dryRun\": false, \"options\": {\"fieldManager\": \"helm\"}}}";

  @Test
  void theWholeIsReadButThePayload() {
    AdmissionRequest request = of(BEFORE + "{\"replicas\": 1}" + AFTER).orElseThrow();

    assertThat(request.uid()).isEqualTo("1");
    assertThat(request.group() + "/" + request.resource()).isEqualTo("apps/deployments");
    assertThat(request.kind()).isEqualTo("Deployment");
    assertThat(request.namespace()).contains("ns");
    assertThat(request.requester().username()).isEqualTo("ann");
    assertThat(request.requester().groups()).containsExactly("g");
    assertThat(request.requester().extra()).containsOnlyKeys("k");
    assertThat(request.dryRun()).isFalse();
    assertThat(request.options().path("fieldManager").asText()).isEqualTo("helm");
    assertThat(request.object().orElseThrow().json())
        .isEqualTo(
            Json.parse(
                """
                {"kind": "Deployment", "apiVersion": "apps/v1",
                 "metadata": {"name": "web", "annotations": {"a": "b"},
                              "managedFields": [{"manager": "helm"}]}}
                """
                    .getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[", "{\"a\": [[{", "nonsense", "\"\u0000", "[1,,", "1e"})
  void aPayloadThatCannotBeReadHidesNothingBeforeIt(String payload) {
    assertKnown(of(BEFORE + payload).orElseThrow());
  }

  @Test
  void aPayloadOfAnyDepthOrSizeHidesNothingBeforeIt() {
    assertKnown(of(BEFORE + "[".repeat(100_000)).orElseThrow());
    assertKnown(of(BEFORE + "[" + "{},".repeat(1_000_000) + "{}]" + AFTER).orElseThrow());
    assertKnown(of(BEFORE + "\"" + "x".repeat(8_000_000)).orElseThrow());
  }

  /** It may be one, and a dry run leaves no trace. */
  @Test
  void aReviewThatDoesNotGetSoFarCountsAsADryRun() {
    assertThat(of(BEFORE).orElseThrow().dryRun()).isTrue();
  }

  @Test
  void theNameOfTheRequestIsThatOfAnObjectWhoseMetadataIsHidden() {
    String hidden = BEFORE.substring(0, BEFORE.indexOf("\"metadata\"")) + "\"data\": nonsense";

    assertThat(of(hidden).orElseThrow().object().orElseThrow().name()).isEqualTo("web");
  }

  @Test
  void itMayEndAnywhere() {
    byte[] review = (BEFORE + "{\"replicas\": 1}" + AFTER).getBytes(StandardCharsets.UTF_8);
    int uid = BEFORE.indexOf("\"1\"") + 3;
    for (int end = 0; end <= review.length; end++) {
      Optional<AdmissionRequest> read = PartialReview.of(Arrays.copyOf(review, end));

      assertThat(read.isPresent()).as("%d bytes", end).isEqualTo(end >= uid);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "1",
        "{}",
        "{\"request\": 1}",
        "{\"request\": [{\"uid\": \"1\"}]}",
        "{\"request\": {\"uid\": 1}}",
        "{\"request\": {\"uid\": {}}}",
        "{\"request\": {\"uid\": \"1\"}, \"request\": null}"
      })
  void withoutAUidThereIsNoRequest(String review) {
    assertThat(of(review)).isEmpty();
  }

  /** A million annotations would take much more memory than their text. */
  @Test
  void onlySoMuchIsKept() {
    String many = "\"a\": {},".repeat(500_000);
    String metadata = BEFORE.replace("\"a\": \"b\"", many + "\"a\": \"b\"");
    String users = BEFORE.replace("[\"g\"]", "[" + "{},".repeat(500_000) + "{}]");

    assertThat(of(metadata).orElseThrow().object().orElseThrow().name()).isEqualTo("web");
    assertThat(of(users).orElseThrow().requester().username()).isEqualTo("ann");
    assertThat(of(users).orElseThrow().object()).isEmpty();
  }

  private static void assertKnown(AdmissionRequest request) {
    assertThat(request.requester().username()).isEqualTo("ann");
    assertThat(request.object().orElseThrow().name()).isEqualTo("web");
    assertThat(request.object().orElseThrow().annotations()).isEqualTo(Map.of("a", "b"));
  }

  private static Optional<AdmissionRequest> of(String review) {
    return PartialReview.of(review.getBytes(StandardCharsets.UTF_8));
  }
}
