package dev.softdelete.operator.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.State;
import dev.softdelete.operator.admission.AdmissionHandler;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.admission.Fault;
import dev.softdelete.operator.record.Records;
import dev.softdelete.operator.requester.kind.RequesterKind;
import dev.softdelete.operator.requester.kind.RequesterLists;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SeenRefusalsTest {
  private static final String PROGRAM = "system:serviceaccount:shop:operator";
  private static final AdmissionResponse.Denied REFUSAL =
      new AdmissionResponse.Denied(409, "AlreadyExists", "taken");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final CreateRefusals refusals = new CreateRefusals(meters, RequesterLists.DEFAULT);

  @ParameterizedTest
  @CsvSource({
    "alice, staff, PERSON, false",
    "alice, staff, CONTROLLER, false",
    "system:serviceaccount:shop:operator, x, CONTROLLER, true",
    "system:serviceaccount:argocd:argocd-application-controller, x, TOOL, true",
    "system:serviceaccount:projectsveltos:addon-controller, x, PERSON, true",
    "system:node:worker, system:nodes, CONTROLLER, true",
    "system:k3s-supervisor, system:masters, TOOL, true",
    "system:admin, system:masters, PERSON, false",
  })
  void aProgramIsRememberedWhateverItIsTakenFor(
      String username, String group, RequesterKind kind, boolean remembered) {
    answer(request("CREATE", username, group, false), REFUSAL, kind);

    assertThat(refusals.all()).hasSize(remembered ? 1 : 0);
    assertThat(count(kind)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"CREATE", "UPDATE"})
  void whatIsRefusedTellsWhy(String operation) {
    var request = request(operation, PROGRAM, "x", false);

    assertThat(answer(request, REFUSAL, RequesterKind.TOOL, record(State.DELETED, "u-r")))
        .isSameAs(REFUSAL);

    assertThat(refusals.all().values())
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.operation()).isEqualTo(operation);
              assertThat(refused.username()).isEqualTo(PROGRAM);
              assertThat(refused.why()).isEqualTo("taken");
              assertThat(refused.kind()).isEqualTo(RequesterKind.TOOL);
              assertThat(refused.record().orElseThrow().getMetadata().getUid()).isEqualTo("u-r");
            });
  }

  @Test
  void theRecordIsTheOneThatHasTheName() {
    DeletedResource restored = record(State.RESTORED, "u-restored");
    DeletedResource restoring = record(State.RESTORING, "u-restoring");
    DeletedResource deleted = record(State.DELETED, "u-deleted");

    assertThat(about(restored)).isEmpty();
    assertThat(about(restored, restoring)).contains("u-restoring");
    assertThat(about(restored, deleted, restoring)).contains("u-deleted");
  }

  private Optional<String> about(DeletedResource... records) {
    refusals.all().forEach(refusals::take);
    answer(request("CREATE", PROGRAM, "x", false), REFUSAL, RequesterKind.CONTROLLER, records);
    return refusals.all().values().iterator().next().record().map(r -> r.getMetadata().getUid());
  }

  @Test
  void withoutARecordTheObjectIsNamed() {
    answer(request("CREATE", PROGRAM, "x", false), REFUSAL, RequesterKind.CONTROLLER);

    assertThat(refusals.all().values())
        .singleElement()
        .satisfies(
            refused ->
                assertThat(refused.object().json())
                    .hasToString(
                        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\","
                            + "\"metadata\":{\"name\":\"web\",\"namespace\":\"ns\"}}"));
  }

  @Test
  void refusalsOfOneRequesterAddUp() {
    for (String username : List.of(PROGRAM, "system:k3s-supervisor", PROGRAM)) {
      answer(request("CREATE", username, "x", false), REFUSAL, RequesterKind.CONTROLLER);
    }

    assertThat(refusals.all().values())
        .extracting(CreateRefusals.Refused::count)
        .containsExactlyInAnyOrder(2L, 1L);
  }

  @ParameterizedTest
  @EnumSource
  void aDryRunLeavesNothing(RequesterKind kind) {
    answer(request("CREATE", PROGRAM, "x", true), REFUSAL, kind);

    assertThat(refusals.all()).isEmpty();
    assertThat(count(kind)).isZero();
  }

  @Test
  void whatIsRefusedAfterAFaultIsSeenToo() {
    var handler =
        new SeenRefusals(
            new AdmissionHandler() {
              @Override
              public AdmissionResponse answer(AdmissionRequest request) {
                throw new IllegalStateException();
              }

              @Override
              public AdmissionResponse afterFault(AdmissionRequest request, Fault fault) {
                return fault.refused();
              }
            },
            (group, resource, namespace, name) -> List.of(),
            r -> RequesterKind.CONTROLLER,
            refusals);

    assertThat(handler.afterFault(request("CREATE", PROGRAM, "x", false), Fault.BUSY))
        .isEqualTo(Fault.BUSY.refused());

    assertThat(refusals.all()).hasSize(1);
  }

  @Test
  void aFaultOfItsOwnChangesNoAnswer() {
    var handler =
        new SeenRefusals(
            r -> REFUSAL,
            (group, resource, namespace, name) -> {
              throw new IllegalStateException();
            },
            r -> RequesterKind.CONTROLLER,
            refusals);

    assertThat(handler.answer(request("CREATE", PROGRAM, "x", false))).isSameAs(REFUSAL);
  }

  @Test
  void whatIsAllowedLeavesNothing() {
    var allowed = AdmissionResponse.allowed();
    var request = request("CREATE", PROGRAM, "x", false);

    assertThat(answer(request, allowed, RequesterKind.CONTROLLER)).isSameAs(allowed);

    assertThat(refusals.all()).isEmpty();
  }

  private AdmissionResponse answer(
      AdmissionRequest request,
      AdmissionResponse response,
      RequesterKind kind,
      DeletedResource... records) {
    return new SeenRefusals(
            r -> response,
            (group, resource, namespace, name) -> List.of(records),
            r -> kind,
            refusals)
        .answer(request);
  }

  private double count(RequesterKind kind) {
    return meters.counter("softdelete.creates.refused", "requester", kind.label()).count();
  }

  private static DeletedResource record(State state, String uid) {
    DeletedResource record = Records.in(state, Records.purgedAt(null, false));
    record.getMetadata().setUid(uid);
    return record;
  }

  private static AdmissionRequest request(
      String operation, String username, String group, boolean dryRun) {
    return AdmissionRequest.parse(
        """
        {"request": {"uid": "r", "kind": {"kind": "ConfigMap"}, "operation": "%s",
          "resource": {"group": "", "version": "v1", "resource": "configmaps"},
          "namespace": "ns", "name": "web", "dryRun": %s,
          "userInfo": {"username": "%s", "groups": ["%s"]},
          "object": {"apiVersion": "v1", "kind": "ConfigMap", "data": {"a": "secret"},
                     "metadata": {"name": "web", "namespace": "ns"}}}}
        """
            .formatted(operation, dryRun, username, group)
            .getBytes(StandardCharsets.UTF_8));
  }
}
