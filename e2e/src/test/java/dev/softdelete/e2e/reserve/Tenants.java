package dev.softdelete.e2e.reserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two tenants of a cluster.
 *
 * @param a the namespace of the first tenant, and the name of the policy that covers it
 * @param b the namespace of the second tenant, which no policy covers
 */
record Tenants(String a, String b) {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String RESERVED_NAMES = "/apis/softdelete.dev/v1/reservednames";

  /**
   * Creates both namespaces, and a policy that covers the namespace of the first tenant.
   *
   * @param resources the rules of the policy, as flow YAML
   * @param reservation the nameReservation of the policy, as flow YAML
   */
  static Tenants reserving(String resources, String reservation) {
    String a =
        Cluster.coveredNamespace(
            """
              resources: %s
              nameReservation: %s
              retention: 1h
            """
                .formatted(resources, reservation));
    String b = a + "-b";
    kubectl().run("create", "namespace", b);
    awaitEnforced();
    return new Tenants(a, b);
  }

  private static void awaitEnforced() {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                kubectl()
                    .call("get", "validatingadmissionpolicybinding", "softdelete-reservations")
                    .ok());
  }

  Kubectl.Result create(String namespace, String manifest) {
    return kubectl().inputCall(manifest, "create", "-n", namespace, "-f", "-");
  }

  /** Runs a create as a dry run in the second tenant's namespace. */
  Kubectl.Result tryOfB(String manifest) {
    return kubectl().inputCall(manifest, "create", "-n", b, "--dry-run=server", "-f", "-");
  }

  /** Returns the names of the first tenant's NameReservations. */
  List<String> reservationsOfA() {
    String path = "jsonpath={.items[?(@.spec.resource.namespace==\"" + a + "\")].metadata.name}";
    return kubectl()
        .run("get", "namereservations", "-o", path)
        .lines()
        .flatMap(line -> Stream.of(line.split(" ")))
        .toList();
  }

  /** Reserves hosts as if the second tenant had deleted an Ingress with them. */
  void reserveForB(String... hosts) {
    kubectl()
        .apply(
            """
            apiVersion: softdelete.dev/v1
            kind: NameReservation
            metadata: {name: of-%1$s}
            spec:
              resource: {apiVersion: networking.k8s.io/v1, kind: Ingress, resource: ingresses, namespace: %1$s, name: own, uid: %1$s}
              hosts: ["%2$s"]
              tenant: %1$s
              duration: 1h
              expirationTime: "2099-01-01T00:00:00Z"
            """
                .formatted(b, String.join("\", \"", hosts)));
    List<String> keys = Stream.of(hosts).map(h -> h.startsWith("*.") ? h.substring(2) : h).toList();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(published()).contains(keys));
  }

  /**
   * Returns the hosts that are published for the lookup by the API server, wildcards without their
   * asterisk.
   */
  static String published() {
    Caller.Answer shards = Caller.administrator().get(RESERVED_NAMES);
    assertThat(shards.code()).as(shards.toString()).isEqualTo(200);
    return shards.body().findValues("hosts") + " " + shards.body().findValues("wildcards");
  }

  void deleteOfA(String kind, String name) {
    kubectl().run("delete", kind, name, "-n", a, "--timeout=60s");
  }

  /** Purges all soft-deleted objects of the first tenant. */
  void purgeOfA() {
    kubectl().run("delete", "deleted", "--all", "-n", a, "--timeout=60s");
  }

  static Kubectl kubectl() {
    return Cluster.installation().kubectl();
  }

  /** Sets the label that says to which tenant a namespace belongs. */
  static void label(String namespace, String team) {
    kubectl().run("label", "namespace", namespace, "example.com/team=" + team, "--overwrite");
  }

  static String ingress(String name, String host) {
    return """
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: {name: %s}
    spec:
      rules:
      - host: "%s"
        http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}
    """
        .formatted(name, host);
  }
}
