package dev.softdelete.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.Requester;
import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.admission.PolicyFixture;
import dev.softdelete.operator.requester.kind.RequesterKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which creates an enforcing policy would refuse. */
class CreateForecastTest {
  @ParameterizedTest(name = "{1} under onRecreate {2}, onControllerRecreate {3}: {6}")
  @CsvSource({
    "ann, PERSON, Reject, Allow, false, , true",
    "ann, TOOL, Reject, Allow, false, , true",
    "ann, PERSON, Allow, Reject, false, , false",
    "ann, PERSON, Restore, Reject, false, , false",
    "ann, PERSON, Reject, Allow, true, , true",
    "sa, CONTROLLER, Reject, Allow, false, , false",
    "sa, CONTROLLER, Allow, Reject, false, , true",
    "sa, CONTROLLER, Allow, Reject, true, , false",
    "sa, CONTROLLER, Allow, Restore, false, , false",
    "ann, PERSON, Reject, Allow, false, softdelete.dev/on-recreate=Allow, false",
    "ann, PERSON, Reject, Allow, false, softdelete.dev/on-recreate=Restore, false",
    "ann, PERSON, Reject, Allow, false, softdelete.dev/on-recreate=Nonsense, true",
    "ann, PERSON, Allow, Allow, false, softdelete.dev/on-recreate=Reject, true",
    "ann, TOOL, Reject, Allow, false, softdelete.dev/restore=true, false",
    "sa, CONTROLLER, Allow, Reject, false, softdelete.dev/on-recreate=Allow, true",
    "exempt, PERSON, Reject, Allow, false, , false",
    "exempt, CONTROLLER, Reject, Reject, false, , false",
  })
  void thisIsRefused(
      String user,
      RequesterKind kind,
      String onRecreate,
      String onControllerRecreate,
      boolean own,
      String annotation,
      boolean refused) {
    Map<String, String> annotations =
        annotation == null
            ? Map.of()
            : Map.of(
                annotation.substring(0, annotation.indexOf('=')),
                annotation.substring(annotation.indexOf('=') + 1));

    assertThat(
            CreateForecast.refused(
                policy(onRecreate, onControllerRecreate),
                kind,
                new Requester(user, null, List.of(), null),
                own,
                annotations))
        .isEqualTo(refused);
  }

  private static SoftDeletePolicySpec policy(String onRecreate, String onControllerRecreate) {
    return PolicyFixture.policy(
            """
            {"resources": [], "onRecreate": "%s", "onControllerRecreate": "%s",
             "exemptRequesters": {"users": ["exempt"]}}
            """
                .formatted(onRecreate, onControllerRecreate))
        .getSpec();
  }
}
