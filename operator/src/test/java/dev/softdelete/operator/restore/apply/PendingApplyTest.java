package dev.softdelete.operator.restore.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PendingApplyTest {
  private static final PendingApply APPLY =
      new PendingApply(
          new Requester("ann", null, List.of(), Map.of()),
          "flux",
          true,
          Json.object().put("kind", "ConfigMap").putNull("data"),
          Json.object().set("f:spec", Json.object()));

  @Test
  void isReadAsItWasStored() {
    assertThat(Json.as(PendingApply.class, Json.tree(APPLY))).isEqualTo(APPLY);
  }

  @Test
  void anApplyOfAnEarlierVersionHasNothingThatMayHaveBeenSentEmpty() {
    ObjectNode earlier = Json.tree(APPLY);
    earlier.remove("perhapsEmpty");

    assertThat(Json.as(PendingApply.class, earlier).perhapsEmpty()).isEmpty();
  }
}
