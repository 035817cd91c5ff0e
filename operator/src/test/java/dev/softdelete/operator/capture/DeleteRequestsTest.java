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
        Deletions.identity("u", null),
        new Requester("ann", "login-7", List.of("people"), Map.of("token", List.of("secret"))));

    assertThat(requests.of("u")).contains(new Heard(Deletions.identity("u", null), ANN, false));
  }

  @Test
  void whoAsksTwiceContestsNothing() {
    requests.heard(Deletions.identity("u", null), ANN);
    requests.heard(Deletions.identity("u", null), ANN);

    assertThat(requests.of("u")).contains(new Heard(Deletions.identity("u", null), ANN, false));
  }

  @Test
  void theLastOfTwoCountsAndIsContested() {
    requests.heard(Deletions.identity("u", null), ANN);
    requests.heard(Deletions.identity("u", null), BOB);

    assertThat(requests.of("u")).contains(new Heard(Deletions.identity("u", null), BOB, true));
  }

  @Test
  void whatIsForgottenIsGone() {
    requests.heard(Deletions.identity("u", null), ANN);
    requests.forget("u");

    assertThat(requests.of("u")).isEmpty();
  }
}
