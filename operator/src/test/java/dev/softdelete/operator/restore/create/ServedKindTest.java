package dev.softdelete.operator.restore.create;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.ResourceIdentity;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServedKindTest {
  private static final ResourceIdentity DELETED =
      new ResourceIdentity("example.com/v1", "Gadget", "gadgets", "ns", null, "web", "uid", null);

  @Test
  void namesTheVersionsThatAreServedNow() {
    assertThat(ServedKind.message(DELETED, List.of("v3", "v2")))
        .contains("serves gadgets.example.com in v3, v2, but no longer in v1")
        .contains("serve v1 again");
  }

  @Test
  void orAsksForTheDefinition() {
    assertThat(ServedKind.message(DELETED, List.of()))
        .contains("does not serve gadgets in version example.com/v1")
        .contains("install its CustomResourceDefinition");
  }
}
