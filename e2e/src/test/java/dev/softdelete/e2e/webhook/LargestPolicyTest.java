package dev.softdelete.e2e.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A policy with as many entries as it may have, within the size limit of an object. */
class LargestPolicyTest {
  private final Kubectl kubectl = Cluster.kubectl();

  /**
   * Deletes the other policies, because the test reads the conditions of the first webhook only.
   */
  @BeforeAll
  static void noOtherPolicies() {
    Cluster.deletePolicies();
  }

  @Test
  void isAcceptedAndAnswered() {
    DeletedName deleted = DeletedName.in(DeletedName.covered("Reject"));
    kubectl.input(
        "{\"spec\":" + largest() + "}",
        "patch",
        "sdp",
        deleted.ns(),
        "--type=merge",
        "--patch-file=/dev/stdin");

    await()
        .atMost(DeletedName.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        kubectl.run(
                            "get",
                            "mutatingwebhookconfiguration",
                            "soft-delete",
                            "-o",
                            "jsonpath={.webhooks[0].matchConditions[*].name}"))
                    .contains("not-excluded-2", "not-exempt-2", "not-exempt-group-2"));
    deleted.awaitRefused();
    asMemberOfManyGroups(deleted);
  }

  /** Creates as a user with many groups, who requires the most comparisons. */
  private static void asMemberOfManyGroups(DeletedName deleted) {
    String[] groups =
        IntStream.rangeClosed(0, 100)
            .mapToObj(i -> i == 0 ? "system:masters" : "group-" + i)
            .toArray(String[]::new);

    var result =
        Cluster.installation()
            .kubectlAs("somebody", groups)
            .call("create", "cm", "web", "-n", deleted.ns(), "--dry-run=server");

    assertThat(result.err()).contains("already exists in namespace");
  }

  private static String largest() {
    return """
    {"excludeResources": %s,
     "exemptRequesters": {"users": %s, "groups": %s, "serviceAccounts": %s},
     "matchConditions": %s}
    """
        .formatted(
            list(
                64,
                i ->
                    "{\"apiGroups\": [\"g%d.example.com\"], \"resources\": %s}"
                        .formatted(i, list(40, r -> "\"" + "r".repeat(50) + r + "\""))),
            list(256, i -> "\"" + "u".repeat(500) + i + "\""),
            list(256, i -> "\"" + "g".repeat(500) + i + "\""),
            list(256, i -> "\"namespace-%d/account-%d\"".formatted(i, i)),
            list(32, i -> "{\"name\": \"c%d\", \"expression\": \"true\"}".formatted(i)));
  }

  private static String list(int size, java.util.function.IntFunction<String> element) {
    return IntStream.range(0, size).mapToObj(element).collect(Collectors.joining(", ", "[", "]"));
  }
}
