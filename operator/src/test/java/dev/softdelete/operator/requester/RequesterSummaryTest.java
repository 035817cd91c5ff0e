package dev.softdelete.operator.requester;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.Requester;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequesterSummaryTest {
  @Test
  void isNamedAsTheyAre() {
    var ann = new Requester("ann\n", null, List.of("a b", ""), null);

    assertThat(RequesterSummary.named(ann)).isEqualTo(ann);
  }

  @Test
  void aNameThatDoesNotFitIsCut() {
    assertThat(RequesterSummary.named(new Requester("n".repeat(3000), null, null, null)).username())
        .hasSize(1024);
  }

  @Test
  void groupsThatDoNotFitAreLeftOut() {
    var groups = List.of("first", "g".repeat(1025), "last");

    assertThat(RequesterSummary.named(new Requester("ann", null, groups, null)).groups())
        .containsExactly("first", "last");
  }

  @Test
  void thereAreOnlySoManyGroups() {
    var small = Collections.nCopies(5000, "g");
    var large = Collections.nCopies(5000, "g".repeat(1024));

    assertThat(RequesterSummary.named(new Requester("ann", null, small, null)).groups())
        .hasSize(1024);
    assertThat(RequesterSummary.named(new Requester("ann", null, large, null)).groups())
        .hasSize(32);
  }
}
