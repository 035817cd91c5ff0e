package dev.softdelete.e2e.reserve;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.restore.NewKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every kind that can serve a host, in every notation of the host, checked by the webhook and by
 * the API server.
 */
@Tag("soak")
class HostKindsTest {
  private static Tenants tenants;

  @BeforeEach
  void operate() {
    var _ = Cluster.operator();
  }

  @BeforeAll
  static void reserve() {
    routes();
    tenants =
        Tenants.reserving(
            """
            [{apiGroups: [networking.k8s.io], resources: [ingresses]},
                {apiGroups: [gateway.networking.k8s.io], resources: [httproutes]},
                {apiGroups: [""], resources: [services]}]
            """
                .strip(),
            "{duration: 1h}");
    NewKind.awaitCovered(
        Tenants.kubectl(), "gateway.networking.k8s.io/v1", "HTTPRoute", tenants.a());
    List<String> manifests =
        List.of(
            Tenants.ingress("exact", "exact.host-kinds.test"),
            Tenants.ingress("wild", "*.wild.host-kinds.test"),
            Tenants.ingress("narrow", "narrow.wide.host-kinds.test"),
            tls("secure", "tls.host-kinds.test"),
            route("route", "route.host-kinds.test"),
            service("service", "one.host-kinds.test, Two.host-kinds.test"));
    manifests.forEach(m -> must(tenants.create(tenants.a(), m)));
    Tenants.kubectl()
        .run("delete", "ingress,httproute,service", "--all", "-n", tenants.a(), "--timeout=60s");
    tenants.purgeOfA();
    tenants.reserveForB(
        "mine.wild.host-kinds.test", "*.deep.wild.host-kinds.test", "*.wide.host-kinds.test");
  }

  /** Hosts, each with whether it is reserved. The annotation of a Service accepts all of them. */
  private static final Map<String, Boolean> HOSTS =
      Map.ofEntries(
          entry("exact.host-kinds.test", true),
          entry("EXACT.Host-Kinds.test", true),
          entry("free.host-kinds.test , exact.host-kinds.test", true),
          entry("exact.host-kinds.test.", true),
          entry("exact.host- kinds.test", true),
          entry("other.host-kinds.test", false),
          entry("exact.host-kinds.test.evil.test", false),
          entry("*.host-kinds.test", true),
          entry("*.test", true),
          entry("*.exact.host-kinds.test", false),
          entry("a.wild.host-kinds.test", true),
          entry("a.b.wild.host-kinds.test", true),
          entry("*.b.wild.host-kinds.test", true),
          entry("wild.host-kinds.test", false),
          entry("awild.host-kinds.test", false),
          entry("mine.wild.host-kinds.test", false),
          entry("a.mine.wild.host-kinds.test", true),
          entry("a.deep.wild.host-kinds.test", false),
          entry("*.deep.wild.host-kinds.test", false),
          entry("narrow.wide.host-kinds.test", true),
          entry("a.wide.host-kinds.test", false),
          entry("*.wide.host-kinds.test", true),
          entry("tls.host-kinds.test", true),
          entry("route.host-kinds.test", true),
          entry("one.host-kinds.test", true),
          entry("two.host-kinds.test", true),
          entry("'' + 1 \\\" {{}}", false));

  /** Returns manifests to create, each with whether its create must be refused. */
  private static Map<String, Boolean> attempts() {
    var attempts = new LinkedHashMap<String, Boolean>();
    HOSTS.forEach((host, reserved) -> attempts.put(service("mine", host), reserved));
    String host = "exact.host-kinds.test";
    List.of(Tenants.ingress("mine", host), tls("mine", host), route("mine", host))
        .forEach(manifest -> attempts.put(manifest, true));
    List.of(
            "external-dns.kubernetes.io/hostname",
            "external-dns.alpha.kubernetes.io/internal-hostname",
            "nginx.ingress.kubernetes.io/server-alias")
        .forEach(
            annotation -> {
              String ingress = Tenants.ingress("mine", "own.host-kinds.test");
              attempts.put(annotated(ingress, annotation, host), true);
              attempts.put(annotated(ingress, annotation, "other.host-kinds.test"), false);
            });
    return attempts;
  }

  @TestFactory
  Stream<DynamicTest> theWebhookSaysSo() {
    return attempts().entrySet().stream()
        .map(
            e ->
                dynamicTest(
                    e.getKey(),
                    () ->
                        assertThat(refused(e.getKey(), "AlreadyExists")).isEqualTo(e.getValue())));
  }

  @TestFactory
  Stream<DynamicTest> theApiServerSaysSoWithNobodyToAsk() {
    Cluster.operator().kill();
    return attempts().entrySet().stream()
        .map(
            e ->
                dynamicTest(
                    e.getKey(),
                    () -> assertThat(refused(e.getKey(), "forbidden")).isEqualTo(e.getValue())));
  }

  @Test
  void aHostIsNotTakenByAnUpdateEither() {
    must(tenants.create(tenants.b(), Tenants.ingress("later", "free.host-kinds.test")));

    Kubectl.Result change = patchHost("exact.host-kinds.test");
    assertThat(change.err()).contains("is reserved for another tenant");
    assertThat(patchHost("free-too.host-kinds.test").ok()).isTrue();
  }

  @Test
  void whoHasAHostAlreadyMayGoOnChangingWhatElseThereIs() {
    String shared = "shared.host-kinds.test";
    must(tenants.create(tenants.b(), Tenants.ingress("shared", shared)));
    must(tenants.create(tenants.a(), Tenants.ingress("shared", shared)));
    tenants.deleteOfA("ingress", "shared");

    Kubectl.Result label =
        Tenants.kubectl().call("label", "ingress", "shared", "-n", tenants.b(), "changed=yes");

    assertThat(label.ok()).as(label.err()).isTrue();
  }

  private static Kubectl.Result patchHost(String host) {
    return Tenants.kubectl()
        .call(
            "patch",
            "ingress",
            "later",
            "-n",
            tenants.b(),
            "--type=json",
            "-p",
            "[{\"op\":\"replace\",\"path\":\"/spec/rules/0/host\",\"value\":\"" + host + "\"}]");
  }

  private static boolean refused(String manifest, String how) {
    Kubectl.Result result = tenants.tryOfB(manifest);
    if (!result.ok()) {
      assertThat(result.err()).contains("is reserved for another tenant", how);
    }
    return !result.ok();
  }

  private static void must(Kubectl.Result result) {
    assertThat(result.ok()).as(result.err()).isTrue();
  }

  private static String tls(String name, String host) {
    return """
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: {name: %s}
    spec:
      tls: [{hosts: ["%s"]}]
      defaultBackend: {service: {name: web, port: {number: 80}}}
    """
        .formatted(name, host);
  }

  private static String route(String name, String host) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: %s}
    spec: {hostnames: ["%s"]}
    """
        .formatted(name, host);
  }

  private static String service(String name, String hosts) {
    return """
    apiVersion: v1
    kind: Service
    metadata:
      name: %s
      annotations: {external-dns.alpha.kubernetes.io/hostname: "%s"}
    spec: {ports: [{port: 80}]}
    """
        .formatted(name, hosts);
  }

  private static String annotated(String manifest, String annotation, String value) {
    return manifest.replace(
        "metadata: {", "metadata: {annotations: {%s: \"%s\"}, ".formatted(annotation, value));
  }

  private static void routes() {
    Tenants.kubectl()
        .apply(
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: httproutes.gateway.networking.k8s.io
              annotations: {api-approved.kubernetes.io: "unapproved, for a test"}
            spec:
              group: gateway.networking.k8s.io
              names: {kind: HTTPRoute, plural: httproutes, singular: httproute}
              scope: Namespaced
              versions:
              - name: v1
                served: true
                storage: true
                schema:
                  openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
            """);
  }
}
