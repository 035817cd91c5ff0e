package dev.softdelete.e2e.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The terms of an object only become stricter: no change of labels, no policy that is added, and no
 * restore takes its purge protection away.
 */
class TermsStayTest {
  private static final String STRICT =
      """
        resources: [{apiGroups: [""], resources: [configmaps]}, {apiGroups: [rbac.authorization.k8s.io], resources: [roles]}]
        namespaceSelector: {matchLabels: {terms: %1$s}}
        objectSelector: {matchLabels: {tier: prod}}
        priority: 100
        retention: 30d
        retentionBounds: {min: 7d, max: 90d}
        purgeProtection: true
      """;
  private static final String LENIENT =
      """
        resources: [{apiGroups: [""], resources: [configmaps]}, {apiGroups: [rbac.authorization.k8s.io], resources: [roles]}]
        namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [%1$s, %1$s-lax]}]}
        priority: %2$d
        retentionBounds: {min: 1m, max: 90d}
        onRecreate: Allow
      """;

  private static final Kubectl KUBECTL = Cluster.kubectl();
  private static String ns;

  @BeforeAll
  static void cover() {
    ns = Objects.namespace();
    KUBECTL.run("label", "namespace", ns, "terms=" + ns);
    KUBECTL.run("create", "namespace", ns + "-lax");
    Policies.apply(ns + "-strict", STRICT.formatted(ns));
    Policies.apply(ns + "-lenient", LENIENT.formatted(ns, 0));
    Policies.await(ns + "-strict", "Ready", "60s");
    Policies.await(ns + "-lenient", "Ready", "60s");
  }

  @AfterAll
  static void uncover() {
    Policies.abandon(ns + "-strict", ns + "-lenient");
  }

  @Test
  void anObjectThatLosesItsLabelStaysProtected() {
    create("relabelled", "prod");
    KUBECTL.run("label", "cm", "relabelled", "-n", ns, "tier-");

    assertProtected("relabelled");
  }

  @Test
  @Tag("soak")
  void soItDoesWithTheOperatorStopped() {
    Cluster.operator().kill();
    create("stopped", "prod");
    KUBECTL.run("label", "cm", "stopped", "-n", ns, "tier-");
    KUBECTL.run("annotate", "cm", "stopped", "-n", ns, "softdelete.dev/retention=1m");
    KUBECTL.run("delete", "cm", "stopped", "-n", ns, "--wait=false");
    var _ = Cluster.operator();
    KUBECTL.run("wait", "cm", "stopped", "-n", ns, "--for=delete", "--timeout=60s");

    assertThat(protection(ns, "stopped")).isEqualTo("true");
  }

  @Test
  void itsMarkCannotBeTakenOff() {
    create("stripped", "prod");
    KUBECTL.run("label", "cm", "stripped", "-n", ns, "tier-");
    KUBECTL.run(
        "patch",
        "cm",
        "stripped",
        "-n",
        ns,
        "--type=merge",
        "-p",
        "{\"metadata\":{\"finalizers\":null}}");

    assertProtected("stripped");
  }

  @Test
  @Tag("soak")
  void aMarkThatNobodyEarnedIsTakenOff() {
    KUBECTL.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: forged, namespace: %1$s, finalizers: [terms.softdelete.dev/%1$s-strict]}
        """
            .formatted(ns));
    KUBECTL.run(
        "patch",
        "cm",
        "forged",
        "-n",
        ns,
        "--type=json",
        "-p",
        "[{\"op\":\"add\",\"path\":\"/metadata/finalizers/-\",\"value\":\"terms.softdelete.dev/"
            + ns
            + "-strict\"}]");

    assertThat(delete(ns, "forged")).isEqualTo("false");
  }

  @Test
  @Tag("soak")
  void whatIsRestoredIntoAnotherNamespaceStaysProtected() {
    create("moved", "prod");
    assertProtected("moved");

    restore(
        "moved",
        "softdelete.dev/restore-namespace=" + ns + "-lax",
        "softdelete.dev/restore-as=there");

    assertThat(delete(ns + "-lax", "there")).isEqualTo("true");
  }

  @Test
  @Tag("soak")
  void whatIsDeletedWhileItIsRestoredStaysProtected() {
    create("hurried", "prod");
    assertProtected("hurried");

    KUBECTL.run(
        "annotate",
        "deleted",
        "-n",
        ns,
        "-l",
        "softdelete.dev/name=hurried",
        "softdelete.dev/restore=true",
        "softdelete.dev/restore-as=again",
        "softdelete.dev/restore-namespace=" + ns + "-lax");
    // Until the restore has created it.
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> KUBECTL.call("delete", "cm", "again", "-n", ns + "-lax").ok());

    assertThat(protection(ns + "-lax", "again")).isEqualTo("true");
  }

  @Test
  @Tag("soak")
  void aRoleThatIsRestoredElsewhereStaysProtected() {
    KUBECTL.apply(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: reader, namespace: %s, labels: {tier: prod}}
        rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
        """
            .formatted(ns));
    KUBECTL.run("delete", "role", "reader", "-n", ns);

    restore(
        "reader",
        "softdelete.dev/restore-namespace=" + ns + "-lax",
        "softdelete.dev/restore-as=there");
    KUBECTL.run("delete", "role", "there", "-n", ns + "-lax");

    assertThat(protection(ns + "-lax", "there", "Role")).isEqualTo("true");
  }

  @Test
  void aPolicyThatIsAddedWithAHigherPriorityTakesNothingAway() {
    create("older", "prod");
    Policies.apply(ns + "-added", LENIENT.formatted(ns, 200));
    Policies.await(ns + "-added", "Ready", "60s");
    try {
      create("newer", "prod");

      assertThat(delete(ns, "older")).isEqualTo("true");
      assertThat(delete(ns, "newer")).isEqualTo("false");
    } finally {
      Policies.delete(ns + "-added");
    }
  }

  @Test
  void theEndOfAnotherPolicyTakesNothingAway() {
    create("survivor", "prod");
    KUBECTL.run("label", "cm", "survivor", "-n", ns, "tier-");
    Policies.apply(ns + "-brief", LENIENT.formatted(ns, -5));
    Policies.await(ns + "-brief", "Ready", "60s");
    Policies.delete(ns + "-brief");

    assertProtected("survivor");
  }

  @Test
  @Tag("soak")
  void anObjectThatIsOlderThanThePolicyIsProtectedFromItsFirstMoment() {
    KUBECTL.run("create", "cm", "veteran", "-n", ns + "-lax");
    KUBECTL.run("label", "cm", "veteran", "-n", ns + "-lax", "tier=vip");
    Policies.apply(
        ns + "-late",
        STRICT
            .formatted(ns)
            .replace("tier: prod", "tier: vip")
            .replace(
                "namespaceSelector: {matchLabels: {terms: " + ns + "}}",
                "namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: " + ns + "-lax}}"));
    Policies.await(ns + "-late", "Ready", "60s");
    try {
      KUBECTL.run("label", "cm", "veteran", "-n", ns + "-lax", "tier-");

      assertThat(delete(ns + "-lax", "veteran")).isEqualTo("true");
    } finally {
      Policies.delete(ns + "-late");
    }
  }

  private static void create(String name, String tier) {
    KUBECTL.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: %s, namespace: %s, labels: {tier: %s}}
        """
            .formatted(name, ns, tier));
  }

  private static void restore(String name, String... target) {
    var args =
        new ArrayList<>(
            List.of(
                "annotate",
                "deleted",
                "-n",
                ns,
                "-l",
                "softdelete.dev/name=" + name,
                "softdelete.dev/restore=true"));
    args.addAll(List.of(target));
    KUBECTL.run(args.toArray(String[]::new));
    KUBECTL.run(
        "wait",
        "deleted",
        "-n",
        ns,
        "-l",
        "softdelete.dev/name=" + name,
        "--for=condition=Restored",
        "--timeout=60s");
  }

  private static void assertProtected(String name) {
    assertThat(delete(ns, name)).isEqualTo("true");
    assertThat(Objects.record(ns, name, ".spec.terms.minRetention")).isEqualTo("168h");
  }

  /** Deletes the ConfigMap and returns whether its record is under purge protection. */
  private static String delete(String namespace, String name) {
    Objects.delete("cm", name, "-n", namespace);
    return protection(namespace, name);
  }

  private static String protection(String namespace, String name) {
    return Objects.record(namespace, name, ".spec.terms.purgeProtection");
  }

  private static String protection(String namespace, String name, String kind) {
    return KUBECTL.run(
        "get",
        "deleted",
        "-n",
        namespace,
        "-l",
        "softdelete.dev/name=" + name + ",softdelete.dev/kind=" + kind,
        "-o",
        "jsonpath={.items[0].spec.terms.purgeProtection}");
  }
}
