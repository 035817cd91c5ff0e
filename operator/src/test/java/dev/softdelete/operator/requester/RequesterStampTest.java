package dev.softdelete.operator.requester;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.restore.Snapshots;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequesterStampTest {
  private static final String ASKED = "\"annotations\":{\"softdelete.dev/restore\":\"true\"}";
  private static final Requester ANN = new Requester("ann", null, List.of("dev"), null);

  /** The objects are given by the rest of {@code metadata} and the user name in the stamp. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      nullValues = "-",
      textBlock =
          """
          nothing asked, nothing there   | no  | -   | no  | -     | []
          asked                          | no  | -   | yes | -     | [{"op":"add","path":"/spec/restoreRequestedBy","value":{"username":"ann","groups":["dev"]}},{"op":"add","path":"/spec/restoreRequestId","value":"7"}]
          asked, with a forged stamp     | no  | -   | yes | admin | [{"op":"add","path":"/spec/restoreRequestedBy","value":{"username":"ann","groups":["dev"]}},{"op":"add","path":"/spec/restoreRequestId","value":"7"}]
          taken back                     | yes | bob | no  | bob   | [{"op":"add","path":"/spec/restoreRequestedBy","value":{"username":"ann"}},{"op":"add","path":"/spec/restoreRequestId","value":"7"}]
          something else is edited       | yes | bob | yes | bob   | []
          forged afterwards              | yes | bob | yes | admin | [{"op":"add","path":"/spec/restoreRequestedBy","value":{"username":"bob"}}]
          taken off afterwards           | yes | bob | yes | -     | [{"op":"add","path":"/spec/restoreRequestedBy","value":{"username":"bob"}}]
          forged with nothing asked      | no  | -   | no  | admin | [{"op":"remove","path":"/spec/restoreRequestedBy"}]
          """)
  void saysWhoAsksAndNobodyElseSaysIt(
      String what,
      String askedBefore,
      String stampBefore,
      String askedNow,
      String stampNow,
      String patch) {
    assertThat(
            RequesterStamp.patch(
                Snapshots.object(record(askedBefore, stampBefore)),
                Snapshots.object(record(askedNow, stampNow)),
                ANN))
        .as(what)
        .hasToString(patch);
  }

  /** The specs contain only the user name of a stamp. The last column is the expected stamp. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      nullValues = "-",
      textBlock =
          """
          held                     | "legalHold":false                         | "legalHold":true                            | add legalHoldBy ann
          held, of nothing said    |                                           | "legalHold":true                            | add legalHoldBy ann
          lifted                   | "legalHold":true,"legalHoldBy":"bob"      | "legalHold":false,"legalHoldBy":"bob"       | add legalHoldBy ann
          lifted by leaving it out | "legalHold":true,"legalHoldBy":"bob"      |                                             | add legalHoldBy ann
          said again               |                                           | "legalHold":false                           | -
          held in another's name   | "legalHold":false                         | "legalHold":true,"legalHoldBy":"bob"        | add legalHoldBy ann
          forged                   | "legalHold":true,"legalHoldBy":"bob"      | "legalHold":true,"legalHoldBy":"eve"        | add legalHoldBy bob
          forged from nothing      | "legalHold":true                          | "legalHold":true,"legalHoldBy":"eve"        | remove legalHoldBy -
          moved                    | "purgeTime":"a"                           | "purgeTime":"b"                             | add purgeTimeMovedBy ann
          moved to never           | "purgeTime":"a","purgeTimeMovedBy":"bob"  | "purgeTimeMovedBy":"bob"                    | add purgeTimeMovedBy ann
          moved from never         |                                           | "purgeTime":"b"                             | add purgeTimeMovedBy ann
          moved by nobody          | "purgeTime":"a","purgeTimeMovedBy":"bob"  | "purgeTime":"a"                             | add purgeTimeMovedBy bob
          neither                  | "purgeTime":"a","purgeTimeMovedBy":"bob"  | "purgeTime":"a","purgeTimeMovedBy":"bob"    | -
          """)
  void saysWhoMovesThePurgeTimeAndWhoHolds(String what, String before, String after, String due) {
    var patch = RequesterStamp.patch(spec(before), spec(after), ANN);

    assertThat(patch.isEmpty() ? null : summary(patch.get(0))).as(what).isEqualTo(due);
    assertThat(patch).as(what).hasSizeLessThan(2);
  }

  @Test
  void aHoldNamesThePersonAndNotTheLogin() {
    var all = new Requester("ann", "u1", List.of("dev"), Map.of("scopes", List.of("a")));

    assertThat(RequesterStamp.patch(spec(null), spec("\"legalHold\":true"), all).at("/0/value"))
        .hasToString("{\"username\":\"ann\",\"groups\":[\"dev\"]}");
  }

  @Test
  void anIdIsNotForged() {
    var forged = spec("\"restoreRequestId\":\"9\"");

    assertThat(RequesterStamp.patch(spec(null), forged, ANN))
        .hasToString("[{\"op\":\"remove\",\"path\":\"/spec/restoreRequestId\"}]");
  }

  private static KubeObject spec(String fields) {
    String names = "\"(legalHoldBy|purgeTimeMovedBy)\":(\"[a-z]+\")";
    return Snapshots.object(
        "{\"spec\":{%s}}"
            .formatted(fields == null ? "" : fields.replaceAll(names, "\"$1\":{\"username\":$2}")));
  }

  private static String summary(JsonNode operation) {
    return String.join(
        " ",
        operation.path("op").asText(),
        operation.path("path").asText().replace("/spec/", ""),
        operation.at("/value/username").asText("-"));
  }

  @Test
  void everythingTheAuthenticatorKnowsIsInIt() {
    var all = new Requester("ann", "u1", List.of("dev"), Map.of("scopes", List.of("a")));

    assertThat(
            RequesterStamp.patch(
                Snapshots.object(record("no", null)), Snapshots.object(record("yes", null)), all))
        .hasToString(
            "[{\"op\":\"add\",\"path\":\"/spec/restoreRequestedBy\",\"value\":{\"username\":\"ann\","
                + "\"uid\":\"u1\",\"groups\":[\"dev\"],\"extra\":{\"scopes\":[\"a\"]}}},"
                + "{\"op\":\"add\",\"path\":\"/spec/restoreRequestId\",\"value\":\"7\"}]");
  }

  @Test
  void theNamesOfCredentialsAreNot() {
    Map<String, List<String>> extra = new HashMap<>();
    for (String key :
        List.of(
            "authentication.kubernetes.io/credential-id",
            "accessKeyId",
            "aws.example.com/access-key-id",
            "sessionName",
            "example.com/session-id",
            "requestTokenId",
            "jti",
            "authentication.kubernetes.io/node-name",
            "scopes.authorization.openshift.io",
            "oid")) {
      extra.put(key, List.of("x"));
    }

    assertThat(
            RequesterStamp.patch(
                    Snapshots.object(record("no", null)),
                    Snapshots.object(record("yes", null)),
                    new Requester("ann", null, null, extra))
                .at("/0/value/extra")
                .fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "authentication.kubernetes.io/node-name", "scopes.authorization.openshift.io", "oid");
  }

  @Test
  void aLoginOfWhichOnlyTheCredentialIsKnownHasNoExtra() {
    var all = new Requester("ann", null, null, Map.of("accessKeyId", List.of("AKIA")));

    assertThat(
            RequesterStamp.patch(
                    Snapshots.object(record("no", null)),
                    Snapshots.object(record("yes", null)),
                    all)
                .at("/0/value"))
        .hasToString("{\"username\":\"ann\"}");
  }

  private static String record(String asked, String stamp) {
    return "{\"metadata\":{%s\"resourceVersion\":\"7\"},\"spec\":{%s}}"
        .formatted(
            asked.equals("yes") ? ASKED + "," : "",
            stamp == null ? "" : "\"restoreRequestedBy\":{\"username\":\"" + stamp + "\"}");
  }
}
