package dev.softdelete.e2e.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A create while the deleted object is still held, because the operator has not captured it yet.
 */
class CreateBeforeCaptureTest {
  private static final List<String> CREATE = List.of("create");

  @Test
  void theApiServerRefusesItAndAfterTheCaptureItIsAnsweredAsAlways() {
    Recreation restore = Recreation.under("Restore");
    restore.runWith(CREATE, restore.configMap("web", "{git: old}"));
    restore.run("patch", "configmap", "web", "-p", "{\"data\":{\"theirs\":\"kept\"}}");
    Cluster.operator().kill();
    restore.run("delete", "configmap", "web", "--wait=false");

    Kubectl.Result early = restore.call(CREATE, restore.configMap("web", "{git: new}"));

    assertThat(early.err())
        .startsWith("Error from server (AlreadyExists): ")
        .contains("configmaps \"web\" already exists");
    var _ = Cluster.operator();
    restore.awaitGone("configmap", "web");
    restore.runWith(CREATE, restore.configMap("web", "{git: new}"));
    restore.awaitRestored("web");
    assertThat(restore.data("web")).isEqualTo("{\"git\":\"new\",\"theirs\":\"kept\"}");
    assertThat(restore.records("web")).hasSize(1);
  }
}
