package dev.softdelete.operator.webhook.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.MatchCondition;
import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.requester.kind.RequesterLists;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecreateConditionsTest {

  @ParameterizedTest
  @CsvSource({
    "Reject, Allow, not-a-controller",
    "Restore, Allow, not-a-controller",
    "Allow, Allow, not-a-controller",
    "Allow, Reject, ''",
    "Allow, Restore, ''",
    "Reject, Reject, ''",
  })
  void leaveOutOnlyCreatesThatAreAllowed(String people, String controllers, String conditions) {
    SoftDeletePolicySpec policy =
        Json.as(
            SoftDeletePolicySpec.class,
            Json.parse(
                """
                {"onRecreate": "%s", "onControllerRecreate": "%s"}
                """
                    .formatted(people, controllers)
                    .getBytes(StandardCharsets.UTF_8)));

    assertThat(
            String.join(
                " ",
                RecreateConditions.of(policy, RequesterLists.DEFAULT).stream()
                    .map(MatchCondition::name)
                    .toList()))
        .isEqualTo(conditions);
  }
}
