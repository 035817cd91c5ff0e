package dev.softdelete.e2e.hold;

import static dev.softdelete.e2e.hold.Held.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Installation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An object that cannot be held, or can no longer be held, is archived. No delete hangs, and
 * nothing is lost.
 */
@Tag("soak")
class ArchivedInsteadTest {
  private final Held held = Held.begin("");

  @Test
  void aForegroundDelete() {
    held.run("create", "deployment", "web", "--image=none");
    eventually(() -> assertThat(held.pods("web")).hasSize(1));

    held.run("delete", "deployment", "web", "--cascade=foreground", "--timeout=60s");

    assertThat(held.record("web", ".spec.mode")).isEqualTo("Archive");
    assertThat(held.pods("web")).isEmpty();
    held.restore("web");
    eventually(() -> assertThat(held.pods("web")).hasSize(1));
  }

  @Test
  void aForegroundDeleteOfWhatIsHeldAlready() {
    held.configMap("first-held");
    held.delete("configmap", "first-held");

    held.run("delete", "configmap", "first-held", "--cascade=foreground", "--timeout=60s");

    assertThat(held.record("first-held", ".spec.mode")).isEqualTo("Archive");
  }

  @Test
  void whenItsNamespaceGoes() {
    held.configMap("goes-along");
    held.configMap("held-before");
    held.delete("configmap", "held-before");
    held.run(
        "patch",
        "deleted",
        held.record("held-before", ".metadata.name"),
        "--type=merge",
        "-p",
        "{\"spec\":{\"legalHold\":true}}");

    held.kubectl().run("delete", "namespace", held.namespace(), "--timeout=60s");

    for (String name : new String[] {"goes-along", "held-before"}) {
      eventually(() -> assertThat(moved(name, "{.items[*].spec.mode}")).isEqualTo("Archive"));
    }
    assertThat(moved("held-before", "{.items[*].spec.legalHold}")).isEqualTo("true");
  }

  @Test
  void whenThePolicyNoLongerHolds() {
    Held held = Held.withItsOwnPolicy();
    held.configMap("so-far");
    held.delete("configmap", "so-far");

    held.kubectl()
        .run(
            "patch",
            "sdp",
            held.namespace(),
            "--type=merge",
            "-p",
            "{\"spec\":{\"mode\":\"Archive\"}}");

    eventually(() -> assertThat(held.call("get", "configmap", "so-far").ok()).isFalse());
    assertThat(held.record("so-far", ".spec.mode")).isEqualTo("Archive");
    held.restore("so-far");
  }

  @Test
  void whenThePolicyGoes() {
    Held held = Held.withItsOwnPolicy();
    held.configMap("left");
    held.delete("configmap", "left");

    held.kubectl().run("delete", "sdp", held.namespace(), "--timeout=60s");

    eventually(() -> assertThat(held.call("get", "configmap", "left").ok()).isFalse());
    held.restore("left");
  }

  private String moved(String name, String path) {
    return held.kubectl()
        .run(
            "get",
            "deleted",
            "-n",
            Installation.NAMESPACE,
            "-l",
            "softdelete.dev/name=" + name + ",softdelete.dev/kind=ConfigMap",
            "-o",
            "jsonpath=" + path);
  }
}
