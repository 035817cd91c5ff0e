package dev.softdelete.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.softdelete.api.Requester;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionRequestTest {

  /** The API server knows no user without a name. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          null                                     | Requester[username=, uid=null, groups=null, extra=null]
          "ann"                                    | Requester[username=, uid=null, groups=null, extra=null]
          {"username": 1, "uid": [], "groups": {}} | Requester[username=, uid=null, groups=null, extra=null]
          {"username": "ann", "groups": ["g", 1, null, []]} | Requester[username=ann, uid=null, groups=[g], extra=null]
          {"username": "ann", "extra": {"a": ["b"], "c": "d", "e": {"f": "g"}}} | Requester[username=ann, uid=null, groups=null, extra={a=[b], c=[], e=[]}]
          {"username": "ann", "uid": "1", "groups": [], "extra": {}} | Requester[username=ann, uid=1, groups=[], extra={}]
          """)
  void aFieldOfTheWrongTypeCountsAsMissing(String userInfo, String requester) {
    Requester read = parse("{\"uid\": \"1\", \"userInfo\": " + userInfo + "}").requester();

    assertThat(read).hasToString(requester);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"uid\": \"1\", \"object\": \"x\", \"resource\": 1, \"kind\": [], \"dryRun\": {}}",
        "{\"uid\": \"1\", \"object\": null, \"resource\": null, \"kind\": null, \"name\": {}}"
      })
  void whatIsNoObjectCountsAsNone(String request) {
    assertThat(parse(request).object()).isEmpty();
    assertThat(parse(request).resource()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "1", "{}", "{\"uid\": 1}", "{\"uid\": null}"})
  void withoutAUidNoAnswerCounts(String request) {
    assertThatThrownBy(() -> parse(request)).isInstanceOf(IllegalArgumentException.class);
  }

  private static AdmissionRequest parse(String request) {
    return AdmissionRequest.parse(
        ("{\"request\": " + request + "}").getBytes(StandardCharsets.UTF_8));
  }
}
