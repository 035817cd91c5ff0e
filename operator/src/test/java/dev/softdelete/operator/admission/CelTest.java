package dev.softdelete.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CelTest {
  @Test
  void nothingEndsAText() {
    assertThat(Cel.quote("o'brien\\' || true")).isEqualTo("'o\\'brien\\\\\\' || true'");
    assertThat(Cel.quote("a\r\n\u0000\u0085\u2028b"))
        .isEqualTo("'a\\u000d\\u000a\\u0000\\u0085\\u2028b'");
  }

  @Test
  void whatIsPlainStaysAsItIs() {
    assertThat(Cel.list(List.of("${a}", "\u674e \ud83d\ude42")))
        .isEqualTo("['${a}', '\u674e \ud83d\ude42']");
  }
}
