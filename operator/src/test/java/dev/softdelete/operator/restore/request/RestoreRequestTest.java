package dev.softdelete.operator.restore.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.restore.Snapshots;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestoreRequestTest {
  private final DeletedResource root = Snapshots.record("ns", "root", Map.of());
  private final DeletedResource member =
      Snapshots.record("ns", "web", Map.of("softdelete.dev/restore-as", "other"));

  @Test
  void theRecordItselfNamesTargetAndRequester() {
    RestoreRequest request = RestoreRequest.of(member);

    assertThat(request.byItself()).isTrue();
    assertThat(request.requesterName()).isEqualTo("ann");
    assertThat(request.target()).hasToString("ns/other");
  }

  @Test
  void aMemberComesBackInTheNameOfWhoRestoresItsRoot() {
    RestoreRequest request =
        RestoreRequest.withRoot(member, root, RestoreTarget.inPlace(member).in("copy"));

    assertThat(request.byItself()).isFalse();
    assertThat(request.requesterName()).isEqualTo("ann");
    assertThat(request.target()).hasToString("copy/web");
  }

  @Test
  void aLaterStateOfTheRecordDoesNotChangeWhatWasAskedFor() {
    DeletedResource later =
        Snapshots.record("ns", "web", Map.of("softdelete.dev/restore-as", "elsewhere"));

    RestoreRequest request = RestoreRequest.of(member).on(later);

    assertThat(request.record()).isSameAs(later);
    assertThat(request.target()).hasToString("ns/other");
  }
}
