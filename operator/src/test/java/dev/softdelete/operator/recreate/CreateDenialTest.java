package dev.softdelete.operator.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Mode;
import dev.softdelete.api.RestorePlace;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.admission.Fault;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.record.DeletedEarlier;
import dev.softdelete.operator.requester.kind.RequesterKind;
import dev.softdelete.operator.snapshot.CorruptSnapshotException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CreateDenialTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PERSON     | Archive | To create a new object, add the annotation softdelete.dev/on-recreate: Allow to the manifest.
          TOOL       | Archive | To create a new object, add the annotation softdelete.dev/on-recreate: Allow to the manifest.
          CONTROLLER | Archive | To let controllers create new objects, set onControllerRecreate: Allow in softdeletepolicy default.
          PERSON     | Hold    | It is held, and has its name until then. To create a new object, purge it first: kubectl delete deletedresource configmap-prices-1 -n shop
          CONTROLLER | Hold    | It is held, and has its name until then. To create a new object, purge it first: kubectl delete deletedresource configmap-prices-1 -n shop
          """)
  void namesBothWaysOut(RequesterKind kind, Mode mode, String otherWay) {
    var refusal = CreateDenial.taken(record(mode), kind, DeletedEarlier.NOTHING);

    assertThat(refusal.code()).isEqualTo(409);
    assertThat(refusal.reason()).isEqualTo("AlreadyExists");
    assertThat(refusal.message())
        .isEqualTo(
            "A deleted ConfigMap with name 'prices' already exists in namespace 'shop'. Restore it"
                + " with: kubectl annotate deletedresource configmap-prices-1 -n shop"
                + " softdelete.dev/restore=true, or choose a different name. "
                + otherWay);
  }

  @Test
  void namesBothVersionsWhereTheManifestHasAnotherOne() {
    var refusal = CreateDenial.comesBackInItsVersion(record(Mode.Archive), "v2");

    assertThat(refusal.code()).isEqualTo(409);
    assertThat(refusal.message())
        .isEqualTo(
            "A deleted ConfigMap with name 'prices' already exists in namespace 'shop'. It is"
                + " stored as v1, and this manifest is v2, so this create cannot become the"
                + " restore. The operator restores it now instead; send the manifest again once"
                + " it is back. How far that is: kubectl describe deletedresource"
                + " configmap-prices-1 -n shop");
  }

  @Test
  void countsWhatHadBeenDeletedInANamespaceBeforeIt() {
    var refusal =
        CreateDenial.taken(
            record(Mode.Archive), RequesterKind.TOOL, new DeletedEarlier(3, "records"));

    assertThat(refusal.message())
        .endsWith(
            "Allow to the manifest. Deleted in the namespace before it, and not restored with it:"
                + " 3 (kubectl get deletedresources -n records).");
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void ofANamespaceIsNoAnswerThatToolsIgnore(
      Function<DeletedResource, AdmissionResponse.Denied> refusal) {
    var denied = refusal.apply(namespace());

    assertThat(denied.code()).isEqualTo(409);
    assertThat(denied.reason()).isEqualTo("Conflict");
    assertThat(denied.message())
        .startsWith(
            "This is not a field conflict; --force-conflicts does not help. A deleted Namespace"
                + " with name 'shop' already exists. ");
  }

  private static Stream<Function<DeletedResource, AdmissionResponse.Denied>> refusals() {
    return Stream.of(
        record -> CreateDenial.taken(record, RequesterKind.PERSON),
        record -> CreateDenial.taken(record, RequesterKind.CONTROLLER),
        CreateDenial::stillDeleted,
        CreateDenial::comingBack,
        record ->
            CreateDenial.comingBackElsewhere(
                new RecreateAnswer.ComingBackElsewhere(record, new RestorePlace(null, "other"))),
        record -> CreateDenial.notNow(record, new CorruptSnapshotException("torn")),
        record -> CreateDenial.notBecauseOf(record, Fault.TOO_LARGE));
  }

  @Test
  void ofANamespaceHasTheWayOut() {
    assertThat(CreateDenial.taken(namespace(), RequesterKind.TOOL).message())
        .endsWith(
            " Restore it with: kubectl annotate deletedresource namespace-shop-1 -n"
                + " soft-delete-system softdelete.dev/restore=true, or choose a different name. To"
                + " create a new object, add the annotation softdelete.dev/on-recreate: Allow to"
                + " the manifest.");
  }

  private static DeletedResource namespace() {
    return Json.as(
        DeletedResource.class,
        Json.parse(
            """
            {"metadata": {"name": "namespace-shop-1", "namespace": "soft-delete-system"},
             "spec": {"policy": "default", "mode": "Archive",
                      "resource": {"apiVersion": "v1", "kind": "Namespace",
                                   "resource": "namespaces", "name": "shop"}}}
            """
                .getBytes(StandardCharsets.UTF_8)));
  }

  private static DeletedResource record(Mode mode) {
    return Json.as(
        DeletedResource.class,
        Json.parse(
            """
            {"metadata": {"name": "configmap-prices-1", "namespace": "shop"},
             "spec": {"policy": "default", "mode": "%s",
                      "resource": {"apiVersion": "v1", "kind": "ConfigMap", "resource": "configmaps",
                                   "namespace": "shop", "name": "prices"}}}
            """
                .formatted(mode)
                .getBytes(StandardCharsets.UTF_8)));
  }
}
