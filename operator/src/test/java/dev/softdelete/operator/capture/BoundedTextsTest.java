package dev.softdelete.operator.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundedTextsTest {

  @Test
  void takesAsManyAsARecordRepeats() {
    assertThat(BoundedTexts.of(Collections.nCopies(100, "a.b/c"))).hasSize(64);
  }

  @Test
  void takesNoMoreCharactersThanARecordRepeats() {
    assertThat(BoundedTexts.of(List.of("x".repeat(8000), "y".repeat(8000), "z")))
        .containsExactly("x".repeat(8000), "z");
  }
}
