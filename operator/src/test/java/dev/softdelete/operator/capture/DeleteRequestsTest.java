package dev.softdelete.operator.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.Requester;
import dev.softdelete.operator.capture.DeleteRequests.Heard;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeleteRequestsTest {
  private static final Requester ANN = Deletions.requester("ann", "people");
  private static final Requester BOB = Deletions.requester("bob", "people");

  private final DeleteRequests requests = new DeleteRequests();

  @Test
  void remembersWhoAskedWithoutWhatIdentifiesTheLogin() {
    requests.heard(
        Deletions.identity("u", null),
        new Requester("ann", "login-7", List.of("people"), Map.of("token", List.of("secret"))),
        false,
        List.of());

    assertThat(requests.of("u")).contains(heard(ANN, false));
  }

  @Test
  void whoAsksTwiceContestsNothing() {
    requests.heard(Deletions.identity("u", null), ANN, false, List.of());
    requests.heard(Deletions.identity("u", null), ANN, false, List.of());

    assertThat(requests.of("u")).contains(heard(ANN, false));
  }

  @Test
  void theLastOfTwoCountsAndIsContested() {
    requests.heard(Deletions.identity("u", null), ANN, false, List.of());
    requests.heard(Deletions.identity("u", null), BOB, false, List.of());

    assertThat(requests.of("u")).contains(heard(BOB, true));
  }

  @Test
  void whatIsForgottenIsGone() {
    requests.heard(Deletions.identity("u", null), ANN, false, List.of());
    requests.forget("u");

    assertThat(requests.of("u")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true, true, true", "true, false, false", "false, true, false"})
  void ofTwoWhoAskBothMustDoSoAsRoutine(boolean first, boolean second, boolean routine) {
    requests.heard(Deletions.identity("u", null), ANN, first, List.of("o"));
    requests.heard(Deletions.identity("u", null), BOB, second, List.of("o"));

    assertThat(requests.of("u").orElseThrow().routine()).isEqualTo(routine);
  }

  private static Heard heard(Requester by, boolean contested) {
    return new Heard(Deletions.identity("u", null), by, contested, false, List.of());
  }

  @Test
  void theDeleteOfARestoreIsNeitherRoutineNorFinal() {
    Requester by = new Requester("robot", null, null, null);
    requests.heard(Deletions.identity("u", "ns"), by, true, List.of());
    requests.heardOfRestore(Deletions.identity("u", "ns"), by, List.of());
    requests.heard(Deletions.identity("u", "ns"), by, true, List.of());

    var heard = requests.of("u").orElseThrow();

    assertThat(heard.routine()).isFalse();
    assertThat(heard.contested()).isTrue();
  }
}
