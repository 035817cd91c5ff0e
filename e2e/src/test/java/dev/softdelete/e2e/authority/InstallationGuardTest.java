package dev.softdelete.e2e.authority;

import static dev.softdelete.e2e.authority.Refusal.allowed;
import static dev.softdelete.e2e.authority.Refusal.refused;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The namespace and the CRDs that every restore needs are not deleted by accident. */
class InstallationGuardTest {
  private static Kubectl admin;

  @BeforeAll
  static void install() {
    admin = Cluster.installation().kubectl();
  }

  @ParameterizedTest
  @CsvSource({
    "namespaces, soft-delete-system",
    "customresourcedefinitions, deletedresources.softdelete.dev",
    "customresourcedefinitions, softdeletepolicies.softdelete.dev"
  })
  void notWithoutUnlocking(String resource, String name) {
    refused(
        admin.call("delete", resource, name, "--dry-run=server"),
        name + " is guarded: what was deleted cannot be restored without it",
        "kubectl annotate " + resource + " " + name + " softdelete.dev/unlock=true");

    admin.run("annotate", resource, name, "softdelete.dev/unlock=true");
    try {
      allowed(admin.call("delete", resource, name, "--dry-run=server"));
    } finally {
      admin.run("annotate", resource, name, "softdelete.dev/unlock-");
    }
  }

  @Test
  void notInACollection() {
    refused(
        admin.call(
            "delete",
            "--raw",
            "/apis/apiextensions.k8s.io/v1/customresourcedefinitions?dryRun=All"),
        "is guarded");
  }

  @Test
  void theOperatorIsNoException() {
    Kubectl operator = admin.of(Cluster.installation().operatorKubeconfig());

    refused(
        operator.call(
            "delete",
            "namespace",
            "soft-delete-system",
            "--dry-run=server",
            "--as=admin",
            "--as-group=system:masters"),
        "is guarded");
  }

  @Test
  void othersGoAsEver() {
    String name = "guard-" + ProcessHandle.current().pid();
    admin.run("create", "namespace", name);
    allowed(admin.call("delete", "namespace", name, "--timeout=60s"));
  }
}
