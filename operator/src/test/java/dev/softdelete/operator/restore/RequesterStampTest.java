package dev.softdelete.operator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.Requester;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequesterStampTest {
  private static final String ASKED = "\"annotations\":{\"softdelete.dev/restore\":\"true\"}";
  private static final Requester ANN = new Requester("ann", null, List.of("dev"), null);

  /** Objects as the rest of {@code metadata}, and the stamp's user name. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      nullValues = "-",
      textBlock =
          """
          nothing asked, nothing there   | no  | -   | no  | -     | []
          asked                          | no  | -   | yes | -     | [{"op":"add","path":"/spec/restoreRequestedBy","value":{"username":"ann","groups":["dev"]}}]
          asked, with a forged stamp     | no  | -   | yes | admin | [{"op":"add","path":"/spec/restoreRequestedBy","value":{"username":"ann","groups":["dev"]}}]
          taken back                     | yes | bob | no  | bob   | [{"op":"add","path":"/spec/restoreRequestedBy","value":{"username":"ann","groups":["dev"]}}]
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

  @Test
  void everythingTheAuthenticatorKnowsIsInIt() {
    var all = new Requester("ann", "u1", List.of("dev"), Map.of("scopes", List.of("a")));

    assertThat(
            RequesterStamp.patch(
                Snapshots.object(record("no", null)), Snapshots.object(record("yes", null)), all))
        .hasToString(
            "[{\"op\":\"add\",\"path\":\"/spec/restoreRequestedBy\",\"value\":{\"username\":\"ann\","
                + "\"uid\":\"u1\",\"groups\":[\"dev\"],\"extra\":{\"scopes\":[\"a\"]}}}]");
  }

  private static String record(String asked, String stamp) {
    return "{\"metadata\":{%s},\"spec\":{%s}}"
        .formatted(
            asked.equals("yes") ? ASKED : "",
            stamp == null ? "" : "\"restoreRequestedBy\":{\"username\":\"" + stamp + "\"}");
  }
}
