package dev.softdelete.operator.restore;

import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.api.Requester;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.operator.capture.CaptureOutcome;
import dev.softdelete.operator.capture.Release;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.kube.Refusals;
import dev.softdelete.operator.kube.Refusals.Refusal;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.protect.KindCoverage;
import dev.softdelete.operator.record.RestoreMark;
import dev.softdelete.operator.requester.kind.ToolMark;
import dev.softdelete.operator.restore.apply.ApplyOnTop;
import dev.softdelete.operator.restore.apply.PendingApplies;
import dev.softdelete.operator.restore.apply.PendingApply;
import dev.softdelete.operator.restore.create.LiveOwners;
import dev.softdelete.operator.restore.create.RestoreClaim;
import dev.softdelete.operator.restore.create.RestoreManifests;
import dev.softdelete.operator.restore.create.RestoringCreate;
import dev.softdelete.operator.restore.finish.RestoreFinish;
import dev.softdelete.operator.restore.request.Logins;
import dev.softdelete.operator.restore.request.RestoreFailedException;
import dev.softdelete.operator.restore.request.RestoreRequest;
import dev.softdelete.operator.restore.request.WaitingSince;
import dev.softdelete.operator.snapshot.StoredObject;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every place that passes on the text of a refusal, with every refusal: what a condition, an event
 * or the status of a policy says contains no value of the object.
 */
@Tag("wire")
class ForeignTextWireTest {
  private static final String FINISHING = "?fieldManager=soft-delete-restore";
  private static final String WIDGETS = "/apis/example.com/v1/namespaces/shop/widgets";
  private static final String WIDGET = WIDGETS + "/w";
  private static final ResourceType TYPE =
      ResourceType.of("example.com", "v1", "widgets", "Widget", true);

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  /** The refusals that are final. The others are exceptions, whose message is the same text. */
  static Stream<Refusal> refusals() {
    return Refusals.all().filter(r -> r.code() < 500 && r.code() != 409);
  }

  static Stream<Refusal> refusalsByOthers() {
    return refusals().filter(r -> !r.about().equals("our own reservation"));
  }

  @ParameterizedTest
  @MethodSource("refusalsByOthers")
  void ofACreate(Refusal refusal) {
    server.reset();
    server.plan("POST " + WIDGETS + FINISHING, answer(refusal));
    server.plan("GET " + WIDGET, NOT_FOUND);

    assertTellsNothing(failure(ForeignTextWireTest::create));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void ofAManifestOnTop(Refusal refusal) {
    server.reset();
    server.plan("PATCH " + WIDGET + "?force=true&fieldManager=kubectl", answer(refusal));
    ObjectNode manifest = Refusals.object();
    manifest.withObject("/metadata").remove("annotations");
    var pending =
        new PendingApply(
            new Requester("ann", null, null, null), "kubectl", true, manifest, Json.object());

    assertTellsNothing(applied(pending).orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void ofAClientSideManifestOnTop(Refusal refusal) {
    server.reset();
    server.plan(
        "PATCH " + WIDGET + "?force=true&fieldManager=soft-delete-apply&dryRun=All",
        ok(live().json()));
    server.plan("PATCH " + WIDGET + "?fieldManager=kubectl", answer(refusal));
    ObjectNode manifest = Refusals.object();
    manifest
        .withObject("/metadata/annotations")
        .put(ToolMark.LAST_APPLIED, Refusals.object().toString());
    var pending =
        new PendingApply(
            new Requester("ann", null, null, null), "kubectl", false, manifest, Json.object());

    assertTellsNothing(applied(pending).orElseThrow());
  }

  private static Optional<String> applied(PendingApply pending) {
    return new ApplyOnTop(server.api(), pending, WIDGET, () -> false)
        .apply(live(), Json.object().arrayNode());
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void ofAStatus(Refusal refusal) {
    server.reset();
    server.plan("GET " + WIDGET, ok(live().json()));
    server.plan("PATCH " + WIDGET + "/status" + FINISHING, answer(refusal).code(422));
    server.plan("PATCH " + WIDGET + FINISHING, ok(live().json()));

    var finished = (RestoreFinish.Step.Finished) finish(true);

    assertTellsNothing(finished.withoutStatus().orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void ofTheLastPatch(Refusal refusal) {
    server.reset();
    server.plan("GET " + WIDGET, ok(live().json()));
    server.plan("PATCH " + WIDGET + FINISHING, answer(refusal).code(403));
    server.plan("PATCH " + WIDGET + FINISHING, answer(refusal).code(403));

    assertTellsNothing(failure(() -> finish(false)));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void ofARelease(Refusal refusal) {
    server.reset();
    server.plan("PATCH " + WIDGET, answer(refusal));
    var key = new ObjectKey(TYPE, Optional.of("shop"), "w");

    Optional<CaptureOutcome> outcome = new Release(server.api()).release(key, live());

    assertTellsNothing(((CaptureOutcome.Stuck) outcome.orElseThrow()).message());
  }

  private static void assertTellsNothing(String message) {
    assertThat(message).isNotBlank().doesNotContainIgnoringCase(Refusals.SECRET, "Rex");
  }

  private static Answer answer(Refusal refusal) {
    return new Answer(
        refusal.code(), Map.of(), () -> refusal.status().toString(), Answer.Cut.NOWHERE);
  }

  private static String failure(Runnable step) {
    try {
      step.run();
    } catch (RestoreFailedException e) {
      return e.failure().message();
    }
    throw new AssertionError("it was not refused");
  }

  private static void create() {
    var owners = new LiveOwners(path -> Optional.empty(), List::of, uid -> Optional.empty());
    var manifests =
        new RestoreManifests(
            owners, new KindCoverage(List::of, "soft-delete-system", type -> false));
    new RestoringCreate(
            server.api(),
            manifests,
            null,
            new WaitingSince(InstantSource.system()),
            new RestoreClaim(server.api(), InstantSource.system()))
        .create(RestoreRequest.of(record(false)), stored(), TYPE);
  }

  private static RestoreFinish.Step finish(boolean restoreStatus) {
    return new RestoreFinish(
            server.api(),
            new PendingApplies(server.api(), "soft-delete-system", InstantSource.system()),
            new WaitingSince(InstantSource.system()),
            new Logins(server.api(), InstantSource.system(), Duration.ofHours(1)))
        .finish(
            RestoreRequest.of(record(restoreStatus)),
            stored(),
            WIDGET,
            new RestoredObject("shop", "w", "u-2"));
  }

  private static StoredObject stored() {
    ObjectNode object = Refusals.object();
    object.putObject("status").put("phase", "Bound");
    return new StoredObject(new KubeObject(object), Optional.empty(), "secret");
  }

  /** Returns the live object, with the restore mark of the record. */
  private static KubeObject live() {
    ObjectNode object = Refusals.object();
    ObjectNode metadata = object.withObject("/metadata").put("uid", "u-2");
    metadata.withObject("/annotations").put(RestoreMark.ANNOTATION, "shop/configmap-w/secret/");
    return new KubeObject(object);
  }

  private static DeletedResource record(boolean restoreStatus) {
    DeletedResource record = Snapshots.record("shop", "w", Map.of());
    ObjectNode spec = Json.tree(record.getSpec());
    spec.withObject("/resource")
        .put("apiVersion", "example.com/v1")
        .put("kind", "Widget")
        .put("resource", "widgets");
    spec.withObject("/terms").put("restoreStatus", restoreStatus);
    record.setSpec(Json.as(DeletedResourceSpec.class, spec));
    return record;
  }
}
