package dev.softdelete.operator.requester;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.Requester;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginTest {

  @Test
  void isAllThatIsNotTheName() {
    assertThat(Login.in(new Requester("ann", "u", null, null))).isTrue();
    assertThat(Login.in(new Requester("ann", null, List.of("dev"), null))).isTrue();
    assertThat(Login.in(new Requester("ann", null, null, Map.of("a", List.of("b"))))).isTrue();
    assertThat(Login.in(new Requester("ann", null, null, null))).isFalse();
    assertThat(Login.in(null)).isFalse();
  }

  @Test
  void theNameIsWhatStays() {
    var ann = new Requester("ann", "u", List.of("dev"), Map.of("a", List.of("b")));

    assertThat(Login.nameOf(ann)).isEqualTo(new Requester("ann", null, null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ann                               | system:authenticated
          system:anonymous                  | system:unauthenticated
          system:serviceaccount:shop:ci     | system:serviceaccounts system:serviceaccounts:shop system:authenticated
          system:serviceaccount:shop        | system:authenticated
          system:serviceaccount:a:b:c       | system:authenticated
          """)
  void aNameAloneHasTheGroupsThatTheApiServerGivesIt(String name, String groups) {
    assertThat(String.join(" ", Login.groupsOf(name))).isEqualTo(groups);
  }
}
