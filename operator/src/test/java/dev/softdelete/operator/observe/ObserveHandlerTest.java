package dev.softdelete.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.admission.Fault;
import dev.softdelete.operator.admission.PolicyFixture;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.requester.kind.RequesterKind;
import dev.softdelete.operator.requester.kind.RequesterLists;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every request is allowed, whatever it is and whatever happens, and counted at most once. */
class ObserveHandlerTest {
  private static final SoftDeletePolicy POLICY =
      PolicyFixture.policy(
          """
          {"resources": [{"apiGroups": [""], "resources": ["configmaps"]}],
           "enforcement": "Observe", "onRecreate": "Reject",
           "ignoreDeletesBy": {"users": ["robot"]}}
          """);
  private static final String ID = Observations.id(POLICY);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Observations observations = new Observations(() -> List.of(POLICY), meters);
  private RequesterKind kind = RequesterKind.PERSON;
  private final ObserveHandler handler =
      new ObserveHandler(
          observations, RequesterLists.DEFAULT, name -> Optional.empty(), request -> kind);

  @Test
  void aDeleteIsCountedOnceHoweverOftenItIsTried() {
    ask("delete", request("DELETE", "ann", "a"));
    ask("delete", request("DELETE", "ann", "a"));

    assertThat(counts().captured()).isEqualTo(1);
    assertThat(counts().bytes()).isPositive();
    assertThat(
            meters
                .counter(
                    "softdelete.observed.captures", "resource", "configmaps", "routine", "false")
                .count())
        .isEqualTo(1);
  }

  @Test
  void whatIsBeingDeletedAlreadyAndDryRunsAndFinalDeletesAreNotCounted() {
    ObjectNode deleting = request("DELETE", "ann", "a");
    deleting.withObject("/oldObject/metadata").put("deletionTimestamp", "2026-12-01T10:00:00Z");
    ask("delete", deleting);
    ask("delete", request("DELETE", "ann", "b").put("dryRun", true));
    ask("delete", request("DELETE", "robot", "c"));
    ask("root", request("DELETE", "ann", "d"));

    assertThat(counts()).isEqualTo(Counts.NONE);
  }

  @Test
  void aCreateOverADeletedNameIsCountedOnce() {
    ask("delete", request("DELETE", "ann", "a"));
    ask("create", request("CREATE", "bob", "a").put("dryRun", true));
    ask("create", request("CREATE", "bob", "a"));
    ask("create", request("CREATE", "bob", "a"));
    ask("create", request("CREATE", "bob", "another"));

    assertThat(counts().person()).isEqualTo(1);
  }

  @Test
  void whoseDeleteWasFinalAndWhatHasNoNameYetIsNotRefused() {
    ask("delete", request("DELETE", "robot", "a"));
    ask("create", request("CREATE", "bob", "a"));
    ask("create", request("CREATE", "bob", ""));

    assertThat(counts()).isEqualTo(Counts.NONE);
  }

  @Test
  void aPolicyThatIsNotKnownCountsNothing() {
    assertThat(handler.at("p0/delete").orElseThrow().answer(parsed(request("DELETE", "ann", "a"))))
        .isEqualTo(AdmissionResponse.allowed());
    assertThat(counts()).isEqualTo(Counts.NONE);
  }

  @Test
  void aRequestWithoutAnythingIsAllowed() {
    ObjectNode empty = Json.object().put("uid", "r");
    empty.putObject("oldObject");
    empty.putObject("object");

    ask("delete", empty);
    ask("create", empty);
    ask("root", Json.object().put("uid", "r"));
  }

  @Test
  void whateverGoesWrongTheRequestIsAllowed() {
    ask("delete", request("DELETE", "ann", "a"));
    kind = null;

    ask("create", request("CREATE", "bob", "a"));
  }

  @Test
  void whatCannotBeReadIsAllowedWithoutAWarning() {
    AdmissionRequest request = parsed(request("DELETE", "ann", "a"));

    for (Fault fault : List.of(Fault.TOO_LARGE, Fault.BUSY, Fault.of(new StackOverflowError()))) {
      assertThat(handler.at(ID + "/delete").orElseThrow().afterFault(request, fault))
          .isEqualTo(AdmissionResponse.allowed());
    }
  }

  @Test
  void noOtherPathIsServed() {
    for (String path : new String[] {"", "x", "x/y", "x/delete/z", "/delete/", "x/DELETE"}) {
      assertThat(handler.at(path)).as(path).isEmpty();
    }
  }

  @Test
  void kindsWithoutEndHaveOneSeries() {
    IntStream.range(0, 1_000)
        .forEach(i -> observations.captured(POLICY, "kind-" + i, "shop", false, 1));

    assertThat(meters.getMeters()).hasSizeLessThan(300);
    assertThat(
            meters
                .counter("softdelete.observed.captures", "resource", "other", "routine", "false")
                .count())
        .isEqualTo(900);
  }

  private void ask(String part, ObjectNode request) {
    assertThat(handler.at(ID + "/" + part).orElseThrow().answer(parsed(request)))
        .isEqualTo(AdmissionResponse.allowed());
  }

  private Counts counts() {
    return observations.tally(POLICY).batch(() -> "id").byResource().values().stream()
        .reduce(Counts.NONE, Counts::plus);
  }

  private static AdmissionRequest parsed(ObjectNode request) {
    return AdmissionRequest.of(request);
  }

  private static ObjectNode request(String operation, String user, String name) {
    ObjectNode request = Json.object().put("uid", "r").put("operation", operation);
    request
        .putObject("resource")
        .put("group", "")
        .put("version", "v1")
        .put("resource", "configmaps");
    request.putObject("kind").put("kind", "ConfigMap");
    request.put("namespace", "shop").putObject("userInfo").put("username", user);
    ObjectNode object = request.putObject(operation.equals("DELETE") ? "oldObject" : "object");
    object.put("apiVersion", "v1").put("kind", "ConfigMap");
    object.putObject("metadata").put("name", name).put("namespace", "shop").put("uid", "u-" + name);
    return request;
  }
}
