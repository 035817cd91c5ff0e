package dev.softdelete.operator.reserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReservationUpkeepTest {

  @Test
  void aStepThatFailsKeepsNoOtherOneAndIsTold() {
    List<String> done = new ArrayList<>();

    assertThatThrownBy(
            () ->
                ReservationUpkeep.each(
                    () -> done.add("first"),
                    () -> {
                      throw new IllegalStateException("second");
                    },
                    () -> {
                      throw new IllegalStateException("third");
                    },
                    () -> done.add("last")))
        .hasMessage("second");

    assertThat(done).containsExactly("first", "last");
  }
}
