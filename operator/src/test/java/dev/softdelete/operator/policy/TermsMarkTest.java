package dev.softdelete.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TermsMarkTest {

  @Test
  void theMarkNamesThePolicy() {
    assertThat(TermsMark.of("prod.strict")).isEqualTo("terms.softdelete.dev/prod.strict");
  }

  @Test
  void theMarkOfALongNameIsAValidFinalizerOfItsOwn() {
    String a = TermsMark.of("p".repeat(252) + "a");
    String b = TermsMark.of("p".repeat(252) + "b");

    assertThat(a).isNotEqualTo(b).matches("terms\\.softdelete\\.dev/[a-z0-9.-]{63}");
  }
}
