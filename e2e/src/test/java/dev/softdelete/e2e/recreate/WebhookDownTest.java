package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Creates while the webhook does not answer. */
class WebhookDownTest {

  @Test
  void aManifestThatAsksToBeARestoreIsRefusedAndOthersAreCreated() {
    Recreation reject = Recreation.under("Reject");
    for (String name : List.of("asks", "plain")) {
      reject.runWith(List.of("create"), reject.configMap(name, "{git: old}"));
      reject.delete("configmap", name);
    }
    Cluster.operator().kill();

    Kubectl.Result asks =
        reject.call(
            List.of("create"), reject.configMap("asks", "{}", "softdelete.dev/restore: \"true\""));
    Kubectl.Result plain = reject.call(List.of("create"), reject.configMap("plain", "{git: new}"));

    assertThat(asks.ok()).isFalse();
    assertThat(asks.err())
        .contains("soft-delete-recreate")
        .contains("the annotation softdelete.dev/restore asks to bring back a deleted object")
        .contains("the soft-delete operator's webhook does not answer");
    assertThat(plain.ok()).as(plain.err()).isTrue();
    var _ = Cluster.operator();
    assertThat(reject.states("asks")).containsExactly("DELETED");
    assertThat(reject.states("plain")).containsExactly("DELETED");
  }
}
