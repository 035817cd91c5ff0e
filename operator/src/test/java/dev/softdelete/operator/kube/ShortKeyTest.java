package dev.softdelete.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortKeyTest {

  @Test
  void anOrdinaryKeyIsItsParts() {
    assertThat(ShortKey.of("apps", "deployments", "shop", "web"))
        .isEqualTo("apps/deployments/shop/web");
  }

  @Test
  void aLongKeyIsShortAndStillItsOwn() {
    String one = ShortKey.of("roles", "shop", "n".repeat(65_536));

    assertThat(one).hasSizeLessThan(80).isEqualTo(ShortKey.of("roles", "shop", "n".repeat(65_536)));
    assertThat(one).isNotEqualTo(ShortKey.of("roles", "shop", "n".repeat(65_535)));
  }
}
