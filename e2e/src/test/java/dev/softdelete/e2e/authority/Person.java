package dev.softdelete.e2e.authority;

import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An ordinary user, who has no rights at first.
 *
 * @param kubectl a client with the credentials of this user
 */
record Person(String name, Kubectl kubectl) {
  private static final AtomicInteger BINDINGS = new AtomicInteger();

  /** Creates a user with a unique name, which no other test uses. */
  static Person called(String name) {
    String unique = name + "-" + BINDINGS.incrementAndGet();
    return new Person(unique, Cluster.installation().kubectlAs(unique, "staff"));
  }

  /**
   * Binds a ClusterRole to the user in a namespace.
   *
   * @param probe what the user can do from then on, as for {@code kubectl auth can-i}; the method
   *     waits until the user can do it
   */
  Person with(String clusterRole, String namespace, String probe) {
    admin(
        "create",
        "rolebinding",
        binding(),
        "-n",
        namespace,
        "--clusterrole=" + clusterRole,
        "--user=" + name);
    return awaitAble(namespace, probe);
  }

  /** Binds a ClusterRole to the user in the whole cluster. */
  Person withEverywhere(String clusterRole, String probe) {
    admin(
        "create",
        "clusterrolebinding",
        binding(),
        "--clusterrole=" + clusterRole,
        "--user=" + name);
    return awaitAble("default", probe);
  }

  /** Grants exactly one verb on one resource in a namespace. */
  Person may(String namespace, String verb, String resource) {
    grant(namespace, verb, resource);
    return awaitAble(namespace, verb + " " + resource.replace("/", " --subresource="));
  }

  /** Grants exactly one verb on one object in a namespace. */
  Person mayOnly(String namespace, String verb, String resource, String resourceName) {
    grant(namespace, verb, resource, "--resource-name=" + resourceName);
    return awaitAble(namespace, verb + " " + resource + "/" + resourceName);
  }

  private void grant(String namespace, String verb, String resource, String... more) {
    String role = binding();
    var create =
        new ArrayList<>(List.of("create", "role", role, "-n", namespace, "--verb=" + verb));
    create.add("--resource=" + resource);
    create.addAll(List.of(more));
    admin(create.toArray(String[]::new));
    admin("create", "rolebinding", role, "-n", namespace, "--role=" + role, "--user=" + name);
  }

  /**
   * Asks the API server whether the user may do something.
   *
   * @param question the question, as for {@code kubectl auth can-i}
   */
  boolean can(String namespace, String question) {
    var command = new ArrayList<>(List.of("auth", "can-i", "-n", namespace));
    command.addAll(List.of(question.split(" ", -1)));
    return kubectl.call(command.toArray(String[]::new)).ok();
  }

  /**
   * Waits until the user can do it, because the authorizer of the API server sees a binding only a
   * moment after it was written.
   */
  Person awaitAble(String namespace, String probe) {
    await(name + " can " + probe)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> can(namespace, probe));
    return this;
  }

  private String binding() {
    return name + "-" + BINDINGS.incrementAndGet();
  }

  private static void admin(String... args) {
    Cluster.installation().kubectl().run(args);
  }
}
