package dev.softdelete.e2e.protect;

import dev.softdelete.e2e.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The actions of this package's tests on objects, and the values that they read from objects. */
final class Objects {
  static final String RETAIN = "softdelete.dev/retain";
  private static final AtomicInteger NAMES = new AtomicInteger();

  private Objects() {}

  /** Creates a namespace that no policy covers yet. */
  static String namespace() {
    String name = "p" + NAMES.incrementAndGet() + "-" + ProcessHandle.current().pid();
    Cluster.kubectl()
        .apply(
            """
            apiVersion: v1
            kind: Namespace
            metadata: {name: %1$s, labels: {test: %1$s}}
            """
                .formatted(name));
    return name;
  }

  static void configMap(String namespace, String name) {
    Cluster.kubectl().run("create", "configmap", name, "-n", namespace, "--from-literal=k=v");
  }

  /** Returns the finalizers of the objects that these arguments of {@code kubectl get} select. */
  static String finalizers(String... object) {
    return get("{.metadata.finalizers}", object);
  }

  static String get(String jsonPath, String... object) {
    List<String> args = new ArrayList<>(List.of("get"));
    args.addAll(List.of(object));
    args.addAll(List.of("-o", "jsonpath=" + jsonPath));
    return Cluster.kubectl().run(args.toArray(String[]::new));
  }

  static void delete(String... object) {
    List<String> args = new ArrayList<>(List.of("delete", "--timeout=60s"));
    args.addAll(List.of(object));
    Cluster.kubectl().run(args.toArray(String[]::new));
  }

  /**
   * Returns a field of the only record of the object with that name, or an empty text if there is
   * no record.
   */
  static String record(String namespace, String name, String jsonPath) {
    return Cluster.kubectl()
        .run(
            "get",
            "deleted",
            "-n",
            namespace,
            "-l",
            "softdelete.dev/name=" + name,
            "-o",
            "jsonpath={.items[*]" + jsonPath + "}");
  }
}
