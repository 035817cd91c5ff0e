package dev.softdelete.e2e.protect;

import static dev.softdelete.e2e.protect.Objects.RETAIN;
import static dev.softdelete.e2e.protect.Objects.finalizers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PolicyEditTest {
  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns = Objects.namespace();

  @AfterEach
  void uncover() {
    Policies.abandon(ns, ns + "-other");
  }

  @Test
  @Tag("any-server")
  void aKindThatIsRemovedIsReleased() {
    Policies.applyReady(ns, covers("configmaps, secrets"));
    Objects.configMap(ns, "a");
    kubectl.run("create", "secret", "generic", "b", "-n", ns);

    Policies.applyReady(ns, covers("configmaps"));

    assertThat(finalizers("secret", "b", "-n", ns)).isEmpty();
    assertThat(finalizers("cm", "a", "-n", ns)).contains(RETAIN);
    assertThat(Policies.status(ns, "protectedResources")).isEqualTo("[\"configmaps\"]");
  }

  @Test
  @Tag("any-server")
  void whatANarrowerSelectorLeavesOutIsReleasedUnlessAnotherPolicyCoversIt() {
    Policies.applyReady(ns, covers("configmaps"));
    Objects.configMap(ns, "plain");
    Objects.configMap(ns, "shared");
    kubectl.run("label", "cm", "shared", "-n", ns, "share=yes");
    Policies.applyReady(
        ns + "-other", covers("configmaps") + "  objectSelector: {matchLabels: {share: 'yes'}}\n");

    Policies.applyReady(ns, covers("configmaps") + "  objectSelector: {matchLabels: {keep: me}}\n");

    assertThat(finalizers("cm", "plain", "-n", ns)).isEmpty();
    assertThat(finalizers("cm", "shared", "-n", ns)).contains(RETAIN);
  }

  @Test
  @Tag("any-server")
  void anExcludedKindIsReleased() {
    Policies.applyReady(ns, covers("configmaps, secrets"));
    kubectl.run("create", "secret", "generic", "b", "-n", ns);

    Policies.applyReady(
        ns,
        covers("configmaps, secrets")
            + "  excludeResources: [{apiGroups: ['*'], resources: [secrets]}]\n");

    assertThat(finalizers("secret", "b", "-n", ns)).isEmpty();
    kubectl.run("create", "secret", "generic", "c", "-n", ns);
    assertThat(finalizers("secret", "c", "-n", ns)).isEmpty();
  }

  @Test
  @Tag("any-server")
  void aPolicyNarrowedWhileTheOperatorIsDownIsFollowedAtItsStart() {
    Policies.applyReady(ns, covers("configmaps, secrets"));
    kubectl.run("create", "secret", "generic", "b", "-n", ns);
    Cluster.operator().kill();
    Kubectl admin = Cluster.installation().kubectl();
    admin.run(
        "patch",
        "sdp",
        ns,
        "--type=merge",
        "-p",
        "{\"spec\": {\"resources\": [{\"apiGroups\": [\"\"], \"resources\": [\"configmaps\"]}]}}");

    var _ = Cluster.operator();

    assertThat(finalizers("secret", "b", "-n", ns)).isEmpty();
  }

  @Test
  void aDeletedPolicyLeavesNoFinalizerAndNoAdmissionPolicyBehindAndItsRecordsCanBeRestored() {
    Policies.applyReady(ns, covers("configmaps"));
    Objects.configMap(ns, "alive");
    Objects.configMap(ns, "gone");
    Objects.delete("cm", "gone", "-n", ns);

    Policies.delete(ns);

    assertThat(finalizers("cm", "-n", ns)).doesNotContain("softdelete.dev");
    assertThat(
            kubectl.run(
                "get", "mutatingadmissionpolicies,mutatingadmissionpolicybindings", "-o", "name"))
        .doesNotContain("-" + ns + "\n");
    kubectl.run("annotate", "deleted", "--all", "-n", ns, "softdelete.dev/restore=true");
    kubectl.run("wait", "deleted", "--all", "-n", ns, "--for=condition=Restored", "--timeout=30s");
    assertThat(Objects.get("{.data.k}", "cm", "gone", "-n", ns)).isEqualTo("v");
  }

  @Test
  void aPolicyDeletedWhileADeletedObjectWaitsSavesItFirst() {
    Policies.applyReady(ns, covers("configmaps"));
    Objects.configMap(ns, "waiting");
    Cluster.operator().kill();
    Kubectl admin = Cluster.installation().kubectl();
    admin.run("delete", "cm", "waiting", "-n", ns, "--wait=false");
    admin.run(
        "patch",
        "cm",
        "waiting",
        "-n",
        ns,
        "--type=merge",
        "-p",
        "{\"metadata\":{\"finalizers\":[]}}");
    admin.run("delete", "sdp", ns, "--wait=false");

    var _ = Cluster.operator();

    kubectl.run("wait", "cm/waiting", "-n", ns, "--for=delete", "--timeout=30s");
    kubectl.run("wait", "sdp/" + ns, "--for=delete", "--timeout=60s");
    assertThat(Objects.record(ns, "waiting", ".status.state")).isEqualTo("DELETED");
  }

  private String covers(String resources) {
    return """
      resources: [{apiGroups: [""], resources: [%s]}]
      namespaceSelector: {matchLabels: {test: %s}}
    """
        .formatted(resources, ns);
  }
}
