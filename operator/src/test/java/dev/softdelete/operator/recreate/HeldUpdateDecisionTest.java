package dev.softdelete.operator.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceStatus;
import dev.softdelete.api.OnRecreate;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.requester.kind.RequesterKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeldUpdateDecisionTest {
  private static final KubeObject BEFORE = object("{\"data\":{\"k\":1}}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"data":{"k":2}}                                                                  | Reject  | Refuse
          {"data":{"k":2}}                                                                  | Allow   | Refuse
          {"data":{"k":2}}                                                                  | Restore | Undelete[thenApply=true]
          {}                                                                                | Reject  | Refuse
          {"data":{"k":1},"spec":{}}                                                        | Reject  | Refuse
          {"data":{"k":1}}                                                                  | Reject  | Update[]
          {"data":{"k":1},"status":{"s":1},"metadata":{"labels":{"a":"b"}}}                 | Restore | Update[]
          {"data":{"k":1},"metadata":{"annotations":{"softdelete.dev/restore":"true"}}}     | Reject  | Undelete[thenApply=false]
          {"data":{"k":2},"metadata":{"annotations":{"softdelete.dev/restore":"true"}}}     | Restore | Undelete[thenApply=false]
          {"data":{"k":2},"metadata":{"annotations":{"softdelete.dev/on-recreate":"Restore"}}} | Reject | Undelete[thenApply=true]
          {"data":{"k":2},"metadata":{"annotations":{"softdelete.dev/on-recreate":"Reject"}}} | Restore | Refuse
          {"data":{"k":2},"metadata":{"annotations":{"softdelete.dev/on-recreate":"Sometimes"}}} | Restore | Undelete[thenApply=true]
          """)
  void countsOnlyWhatChangesTheDesiredState(String after, OnRecreate byPolicy, String answer) {
    assertThat(
            HeldUpdateDecision.decide(
                    BEFORE, object(after), new DeletedResource(), byPolicy, RequesterKind.PERSON)
                .toString())
        .startsWith(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "PERSON, Allow, Refuse",
    "TOOL, Allow, Refuse",
    "CONTROLLER, Allow, Update",
    "CONTROLLER, Reject, Refuse",
    "CONTROLLER, Restore, Undelete",
  })
  void onlyAControllerIsLetThroughWithAllow(
      RequesterKind kind, OnRecreate byPolicy, String answer) {
    KubeObject changed = object("{\"data\":{\"k\":2}}");

    assertThat(
            HeldUpdateDecision.decide(BEFORE, changed, new DeletedResource(), byPolicy, kind)
                .toString())
        .startsWith(answer);
  }

  @Test
  void letsBeWhatIsComingBack() {
    var asked = new DeletedResource();
    asked.getMetadata().setAnnotations(Map.of("softdelete.dev/restore", "true"));
    var begun = new DeletedResource();
    begun.setStatus(new DeletedResourceStatus(State.RESTORING, null, List.of()));
    KubeObject changed = object("{\"data\":{\"k\":2}}");
    KubeObject again =
        object(
            "{\"data\":{\"k\":2},\"metadata\":{\"annotations\":{\"softdelete.dev/restore\":\"true\"}}}");

    for (DeletedResource record : List.of(asked, begun)) {
      assertThat(
              HeldUpdateDecision.decide(
                  BEFORE, again, record, OnRecreate.Reject, RequesterKind.PERSON))
          .as("tried again")
          .isEqualTo(new HeldUpdateAnswer.Undelete(false));
      assertThat(
              HeldUpdateDecision.decide(
                  BEFORE, changed, record, OnRecreate.Reject, RequesterKind.PERSON))
          .isEqualTo(new HeldUpdateAnswer.Update());
    }
  }

  @Test
  void undeletesNothingThatANewerOperatorHolds() {
    DeletedResource newer =
        Json.as(
            DeletedResource.class,
            Json.parse("{\"spec\":{\"format\":2}}".getBytes(StandardCharsets.UTF_8)));
    KubeObject changed = object("{\"data\":{\"k\":2}}");

    assertThat(
            HeldUpdateDecision.decide(
                BEFORE, changed, newer, OnRecreate.Restore, RequesterKind.PERSON))
        .isEqualTo(new HeldUpdateAnswer.Refuse());
    assertThat(
            HeldUpdateDecision.decide(
                BEFORE, BEFORE, newer, OnRecreate.Restore, RequesterKind.PERSON))
        .isEqualTo(new HeldUpdateAnswer.Update());
  }

  private static KubeObject object(String json) {
    return KubeObject.parse(json.getBytes(StandardCharsets.UTF_8));
  }
}
