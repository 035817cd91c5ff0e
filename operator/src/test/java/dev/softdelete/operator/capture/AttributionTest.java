package dev.softdelete.operator.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Requester;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.capture.DeleteRequests.Heard;
import dev.softdelete.operator.kube.Json;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributionTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # somebody deleted          | uid  | by    | contested | state     | hold  | final
          the object itself           | u    | robot | false     | DELETED   | false | true
          the same, not an ignored one | u   | ann   | false     | DELETED   | false | false
          the same, as did another    | u    | robot | true      | DELETED   | false | false
          the same, and it comes back | u    | robot | false     | RESTORING | false | false
          the same, and it is held    | u    | robot | false     | DELETED   | true  | false
          its namespace               | ns-1 | robot | false     | DELETED   | false | true
          its owner                   | o    | robot | false     | DELETED   | false | false
          """)
  void endsTheRecordsOfWhatWasMeantToBeFinal(
      String what,
      String uid,
      String by,
      boolean contested,
      String state,
      boolean hold,
      boolean isFinal) {
    var deleted = new ResourceIdentity("v1", "Any", "anys", null, null, "any", uid, null);
    var heard =
        new Heard(deleted, new Requester(by, null, List.of(), null), contested, false, List.of());

    assertThat(
            Attribution.isFinal(record(by, state, hold), heard, true, List.of(ignoring("robot"))))
        .as(what)
        .isEqualTo(isFinal);
  }

  @ParameterizedTest
  @CsvSource({
    "robot, , true",
    "robot, ns-1, true",
    "robot, owner, false",
    "ann, , false",
  })
  void whatWentWithAnOwnerWasNotMeantToGo(String by, String group, boolean ignored) {
    DeletedResource record = record(by, "DELETED", false);
    ObjectNode json = Json.tree(record);
    json.withObject("/spec").put("deletionGroup", group);

    assertThat(
            Attribution.byIgnored(Json.as(DeletedResource.class, json), List.of(ignoring("robot"))))
        .isEqualTo(ignored);
  }

  @ParameterizedTest
  @CsvSource({"true, true, true", "true, false, false", "false, true, false"})
  void endsWhatWentWithAnOwnerOnlyIfThatEndsAndThePolicySaysSo(
      boolean rootIsFinal, boolean option, boolean isFinal) {
    var owner = new ResourceIdentity("v1", "Any", "anys", null, null, "any", "o", null);
    var heard = new Heard(owner, new Requester("robot", null, null, null), false, false, List.of());
    DeletedResource record = record("robot", "DELETED", false);
    ObjectNode policy = Json.tree(ignoring("robot"));
    policy.withObject("/spec").put("ignoreDeletesOfDependents", option);
    var policies = List.of(Json.as(SoftDeletePolicy.class, policy));

    assertThat(Attribution.isFinal(record, heard, rootIsFinal, policies)).isEqualTo(isFinal);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void saysWithTheRequesterWhetherTheDeletionIsRoutine(boolean routine) {
    ObjectNode patch = Attribution.patch(new Requester("robot", null, null, null), routine);

    assertThat(patch.at("/spec/deletedBy/username").asText()).isEqualTo("robot");
    assertThat(patch.at("/spec").has("routine")).isEqualTo(routine);
    assertThat(patch.at("/metadata/labels").has("softdelete.dev/routine")).isEqualTo(routine);
  }

  private static DeletedResource record(String by, String state, boolean hold) {
    ObjectNode json = Json.object();
    ObjectNode spec = json.putObject("spec");
    spec.putObject("resource")
        .put("apiVersion", "v1")
        .put("resource", "configmaps")
        .put("namespace", "ns")
        .put("namespaceUid", "ns-1")
        .put("uid", "u");
    spec.put("policy", "default").put("legalHold", hold);
    spec.putObject("terms");
    spec.putObject("deletedBy").put("username", by);
    json.putObject("status").put("state", state);
    return Json.as(DeletedResource.class, json);
  }

  private static SoftDeletePolicy ignoring(String user) {
    ObjectNode json = Json.object();
    json.putObject("metadata").put("name", "default");
    json.putObject("spec").putObject("ignoreDeletesBy").putArray("users").add(user);
    return Json.as(SoftDeletePolicy.class, json);
  }
}
