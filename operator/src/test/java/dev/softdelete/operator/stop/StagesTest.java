package dev.softdelete.operator.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StagesTest {
  private final List<String> closed = new ArrayList<>();
  private final Stages stages = new Stages();

  @Test
  void areClosedInReverseWhateverBecomesOfOne() {
    stages.add("first", () -> closed.add("first"));
    stages.add(
        "second",
        () -> {
          throw new IllegalStateException("as a test wants it");
        });
    stages.add("third", () -> closed.add("third"));

    stages.close();

    assertThat(closed).containsExactly("third", "first");
  }

  @Test
  void areClosedOnce() {
    stages.add("first", () -> closed.add("first"));

    stages.close();
    stages.close();

    assertThat(closed).containsExactly("first");
  }

  @Test
  void whatComesUpAfterTheStopIsClosedAtOnce() {
    stages.close();

    assertThatThrownBy(() -> stages.add("late", () -> closed.add("late")))
        .isInstanceOf(IllegalStateException.class);

    assertThat(closed).containsExactly("late");
  }
}
