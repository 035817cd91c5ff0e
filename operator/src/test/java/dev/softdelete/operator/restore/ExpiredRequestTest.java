package dev.softdelete.operator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.Requester;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.restore.request.RestoreRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpiredRequestTest {
  private static final RestoreFailure FORBIDDEN =
      new RestoreFailure(Reason.Forbidden, "ann may not create it", false);

  private final RestoreRequest byName =
      RestoreRequest.of(Snapshots.record("shop", "c", Map.of()))
          .by(new Requester("ann", null, null, null));

  @Test
  void missingRightsMustBeAskedForAgain() {
    RestoreFailure failure = ExpiredRequest.explained(byName, FORBIDDEN);

    assertThat(failure.reason()).isEqualTo(Reason.RequestExpired);
    assertThat(failure.waitingHelps()).isFalse();
    assertThat(failure.withOutlook(true).message())
        .contains("ann asked for it too long ago", "ann may not create it.")
        .endsWith(
            "kubectl annotate deletedresource configmap-c -n shop softdelete.dev/restore=true");
  }

  @Test
  void aLoginThatIsTrustedIsToldWhatItLacks() {
    var login = byName.by(new Requester("ann", null, List.of("dev"), null));

    assertThat(ExpiredRequest.explained(login, FORBIDDEN)).isEqualTo(FORBIDDEN);
  }

  @Test
  void whatIsNoMatterOfRightsStaysAsItIs() {
    var conflict = new RestoreFailure(Reason.NameConflict, "shop/c exists.", true);

    assertThat(ExpiredRequest.explained(byName, conflict)).isEqualTo(conflict);
  }
}
