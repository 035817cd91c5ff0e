package dev.softdelete.e2e.recreate;

import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A user with exactly the given rights in a namespace, each written as {@code verbs resource}. */
record Developer(String name, Recreation where) {
  private static final AtomicInteger COUNT = new AtomicInteger();

  static Developer in(Recreation where, String... rights) {
    String name = "developer-" + COUNT.incrementAndGet();
    for (int i = 0; i < rights.length; i++) {
      String[] right = rights[i].split(" ", 2);
      String role = name + "-" + i;
      where.run("create", "role", role, "--verb=" + right[0], "--resource=" + right[1]);
      where.run("create", "rolebinding", role, "--role=" + role, "--user=" + name);
    }
    var developer = new Developer(name, where.as(Cluster.installation().kubectlAs(name)));
    List.of(rights).forEach(developer::awaitAble);
    return developer;
  }

  /**
   * Waits until the API server's authorizer sees the binding, which takes a moment after the write.
   */
  private void awaitAble(String right) {
    String[] parts = right.split(" ", 2);
    String verb = parts[0].split(",", 2)[0];
    await(name + " may " + right)
        .atMost(Duration.ofSeconds(30))
        .until(() -> where.call("auth", "can-i", verb, parts[1]).ok());
  }
}
