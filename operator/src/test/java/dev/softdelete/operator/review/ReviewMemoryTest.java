package dev.softdelete.operator.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.softdelete.api.DeletedResource;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewMemoryTest {
  private static final ReviewQuestion MANIFEST =
      ReviewQuestion.of(ReviewRequests.with("{\"record\": \"a\"}"));
  private static final ReviewQuestion RESTORE =
      ReviewQuestion.of(ReviewRequests.with("{\"record\": \"a\", \"include\": [\"Restore\"]}"));

  private final ReviewMemory memory = new ReviewMemory(40_000, Duration.ofMillis(20));

  @ParameterizedTest
  @CsvSource({
    "0, 256, 256",
    "10240, 396, 896",
    "1400000, 19394, 40000",
    "8388608, 40000, 40000",
    "9223372036854775807, 40000, 40000",
  })
  void growsWithTheObjectAndFitsAlways(long bytes, int manifest, int restore) {
    assertThat(memory.weight(MANIFEST, bytes)).isEqualTo(manifest);
    assertThat(memory.weight(RESTORE, bytes)).isEqualTo(restore);
  }

  @Test
  void isTakenByAFewLargeAnswersAtATime() {
    DeletedResource large = Records.of("shop", "{\"spec\": {\"snapshot\": {\"bytes\": 1400000}}}");

    try (var _ = memory.take(MANIFEST, large);
        var _ = memory.take(MANIFEST, large)) {
      assertThatThrownBy(() -> memory.take(MANIFEST, large))
          .isInstanceOfSatisfying(
              ReviewRefusedException.class, e -> assertThat(e.refusal().code()).isEqualTo(503));
    }
    memory.take(RESTORE, large).close();
  }
}
