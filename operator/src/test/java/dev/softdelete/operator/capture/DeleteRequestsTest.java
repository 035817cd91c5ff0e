package dev.softdelete.operator.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.Requester;
import dev.softdelete.operator.capture.DeleteRequests.Heard;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeleteRequestsTest {
  private static final Requester ANN = Deletions.requester("ann", "people");
  private static final Requester BOB = Deletions.requester("bob", "people");

  private final DeleteRequests requests = new DeleteRequests();

  @Test
  void remembersWhoAskedWithoutWhatIdentifiesTheLogin() {
    requests.heard(
        "u",
        new Requester("ann", "login-7", List.of("people"), Map.of("token", List.of("secret"))));

    assertThat(requests.of("u")).contains(new Heard(ANN, false));
  }

  @Test
  void whoAsksTwiceContestsNothing() {
    requests.heard("u", ANN);
    requests.heard("u", ANN);

    assertThat(requests.of("u")).contains(new Heard(ANN, false));
  }

  @Test
  void theLastOfTwoCountsAndIsContested() {
    requests.heard("u", ANN);
    requests.heard("u", BOB);

    assertThat(requests.of("u")).contains(new Heard(BOB, true));
  }

  @Test
  void whatIsForgottenIsGone() {
    requests.heard("u", ANN);
    requests.forget("u");

    assertThat(requests.of("u")).isEmpty();
  }
}
