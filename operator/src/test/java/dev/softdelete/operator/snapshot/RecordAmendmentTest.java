package dev.softdelete.operator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.Requester;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordAmendmentTest {
  private static final Requester JANE =
      new Requester("jane", "u-1", List.of("staff"), Map.of("scopes", List.of("all")));

  @Test
  void whoChangedSomethingIsKeptAsTheyAre() {
    assertThat(RecordAmendment.brief(JANE)).isEqualTo(JANE);
  }

  @Test
  void whoWouldNotFitIntoAnAnnotationIsKeptByTheirName() {
    var many = Collections.nCopies(3000, "a-group-of-some-two-dozen-letters");

    assertThat(RecordAmendment.brief(new Requester("jane", "u-1", many, null)))
        .isEqualTo(new Requester("jane", "u-1", null, null));
  }

  @Test
  void theBytesOfAnAnnotationCount() {
    var many = Collections.nCopies(1000, "\u674e".repeat(30));

    assertThat(RecordAmendment.brief(new Requester("jane", "u-1", many, null)).groups()).isNull();
  }
}
