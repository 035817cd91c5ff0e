package dev.softdelete.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.Impersonation.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImpersonationTest {

  @Test
  void namesEverythingThatTheRequesterWas() {
    var requester =
        new Requester(
            "ann",
            "u-1",
            List.of("dev", "system:authenticated"),
            Map.of("example.com/Scopes A*", List.of("one", "two")));

    assertThat(Impersonation.headers(requester))
        .containsExactly(
            new Header("Impersonate-User", "ann"),
            new Header("Impersonate-Uid", "u-1"),
            new Header("Impersonate-Group", "dev"),
            new Header("Impersonate-Group", "system:authenticated"),
            new Header("Impersonate-Extra-example.com%2Fscopes%20a%2A", "one"),
            new Header("Impersonate-Extra-example.com%2Fscopes%20a%2A", "two"));
  }

  @Test
  void leavesOutWhatIsNotKnown() {
    assertThat(Impersonation.headers(new Requester("ann", "", null, null)))
        .containsExactly(new Header("Impersonate-User", "ann"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"eve\n", "eve\r\nImpersonate-User: admin", "\u001b[31m", "a\u0000", " eve"})
  void nobodyIsNamedWhomNoHeaderCanSay(String name) {
    assertThatThrownBy(() -> Impersonation.headers(new Requester(name, null, null, null)))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("no request can be made in the name of");
    assertThatThrownBy(() -> Impersonation.headers(new Requester("ann", null, List.of(name), null)))
        .isInstanceOf(ApiException.class);
  }

  /** The client sends the lower byte of each character. */
  @Test
  void aNameBeyondAsciiTravelsAsTheBytesOfItsUtf8() {
    var requester = new Requester("jos\u00e9 \u674e", null, null, null);

    assertThat(
            Impersonation.headers(requester)
                .getFirst()
                .value()
                .getBytes(StandardCharsets.ISO_8859_1))
        .isEqualTo("jos\u00e9 \u674e".getBytes(StandardCharsets.UTF_8));
    assertThat(Impersonation.needsProof(requester)).isTrue();
    assertThat(Impersonation.needsProof(new Requester("jose", null, List.of("a b"), null)))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"username": "jos\u00e9", "groups": ["dev", "system:authenticated"]} | true
          {"username": "jos?", "groups": ["dev"]}                          | false
          {"username": "jos\u00e9", "groups": ["d"]}                           | false
          {"username": "jos\u00e9"}                                            | false
          {}                                                               | false
          """)
  void theApiServerMustHaveUnderstood(String userInfo, boolean understood) {
    var requester = new Requester("jos\u00e9", null, List.of("dev"), null);

    assertThat(
            Impersonation.understood(
                requester, Json.parse(userInfo.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(understood);
  }
}
