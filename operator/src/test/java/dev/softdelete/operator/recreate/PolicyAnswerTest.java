package dev.softdelete.operator.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.OnRecreate;
import dev.softdelete.api.Requester;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.requester.kind.RequesterKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyAnswerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # onRecreate | onControllerRecreate | deleted by | asks       | as         | answer
          Reject       | Allow                | alice      | alice      | PERSON     | Reject
          Reject       | Allow                | alice      | argocd     | TOOL       | Reject
          Reject       | Allow                | argocd     | argocd     | TOOL       | Reject
          Reject       | Allow                | alice      | controller | CONTROLLER | Allow
          Restore      | Allow                | alice      | alice      | PERSON     | Restore
          Restore      | Reject               | alice      | controller | CONTROLLER | Reject
          Restore      | Reject               | controller | controller | CONTROLLER | Allow
          Restore      | Reject               | other      | controller | CONTROLLER | Reject
          Allow        | Reject               | unknown    | controller | CONTROLLER | Reject
          Allow        | Restore              | alice      | controller | CONTROLLER | Restore
          Allow        | Restore              | controller | controller | CONTROLLER | Restore
          Reject       |                      | alice      | controller | CONTROLLER | Allow
          """)
  void isTheOneForWhoeverAsks(
      String onRecreate,
      String onControllerRecreate,
      String deletedBy,
      String asks,
      RequesterKind kind,
      OnRecreate answer) {
    SoftDeletePolicy policy =
        Json.as(
            SoftDeletePolicy.class,
            json(
                """
                {"metadata": {"name": "p"}, "spec": {"onRecreate": "%s" %s}}
                """
                    .formatted(
                        onRecreate,
                        onControllerRecreate == null
                            ? ""
                            : ", \"onControllerRecreate\": \"" + onControllerRecreate + "\"")));

    assertThat(PolicyAnswer.of(record(deletedBy), List.of(policy), kind, user(asks)))
        .isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({"ann, PERSON", "ann, TOOL", "system:serviceaccount:ci:builder, CONTROLLER"})
  void whoeverThePolicyExemptsIsNotRefusedIfTheWebhookOfAnotherPolicyAsks(
      String asks, RequesterKind kind) {
    SoftDeletePolicy policy =
        Json.as(
            SoftDeletePolicy.class,
            json(
                """
                {"metadata": {"name": "p"},
                 "spec": {"onRecreate": "Reject", "onControllerRecreate": "Reject",
                          "exemptRequesters": {"users": ["ann"], "serviceAccounts": ["ci/builder"]}}}
                """));

    assertThat(PolicyAnswer.of(record("alice"), List.of(policy), kind, user(asks)))
        .isEqualTo(OnRecreate.Allow);
    assertThat(PolicyAnswer.of(record("alice"), List.of(policy), kind, user("bob")))
        .isEqualTo(OnRecreate.Reject);
  }

  @ParameterizedTest
  @CsvSource({"PERSON", "TOOL", "CONTROLLER"})
  void aPolicyThatIsGoneAllows(RequesterKind kind) {
    assertThat(PolicyAnswer.of(record("alice"), List.of(), kind, user("alice")))
        .isEqualTo(OnRecreate.Allow);
  }

  private static DeletedResource record(String deletedBy) {
    String by =
        deletedBy.equals("unknown")
            ? ""
            : ", \"deletedBy\": {\"username\": \"%s\"}".formatted(deletedBy);
    return Json.as(DeletedResource.class, json("{\"spec\": {\"policy\": \"p\" %s}}".formatted(by)));
  }

  private static Requester user(String name) {
    return new Requester(name, null, null, null);
  }

  private static ObjectNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
