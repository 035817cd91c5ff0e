package dev.softdelete.e2e.hold;

import static dev.softdelete.e2e.hold.Held.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HoldTest {
  private static Held held;

  @BeforeAll
  static void begin() {
    held = Held.begin("  retentionBounds: {min: 1s, max: 90d}\n");
  }

  @Test
  void whatIsDeletedStaysTerminatingWithItsRecord() {
    held.configMap("stays");

    held.delete("configmap", "stays");

    assertThat(held.deletionTime("configmap", "stays")).isNotEmpty();
    assertThat(held.record("stays", ".spec.mode")).isEqualTo("Hold");
    assertThat(held.record("stays", ".spec.purgeTime")).isNotEmpty();
  }

  @Test
  void deletingTheRecordLetsTheCascadeGo() {
    held.run("create", "deployment", "purged", "--image=none");
    eventually(() -> assertThat(held.pods("purged")).hasSize(1));
    held.delete("deployment", "purged");
    assertThat(held.pods("purged")).hasSize(1);

    held.run("delete", "deleted", held.record("purged", ".metadata.name"), "--timeout=60s");

    eventually(() -> assertThat(held.call("get", "deployment", "purged").ok()).isFalse());
    eventually(() -> assertThat(held.pods("purged")).isEmpty());
    assertThat(held.record("purged", ".metadata.name")).isEmpty();
  }

  @Test
  void atItsPurgeTimeItGoes() {
    held.configMap("expires");
    held.run("annotate", "configmap", "expires", "softdelete.dev/retention=2s");

    held.run("delete", "configmap", "expires", "--wait=false");

    eventually(() -> assertThat(held.call("get", "configmap", "expires").ok()).isFalse());
    eventually(() -> assertThat(held.record("expires", ".metadata.name")).isEmpty());
  }

  @Test
  void whatControllersWroteMeanwhileComesBackToo() {
    held.configMap("written");
    held.delete("configmap", "written");
    held.run("label", "configmap", "written", "by=controller");

    held.restore("written");

    assertThat(held.run("get", "configmap", "written", "-o", "jsonpath={.metadata.labels.by}"))
        .isEqualTo("controller");
    assertThat(held.deletionTime("configmap", "written")).isEmpty();
  }

  @Test
  void aServiceKeepsItsAddress() {
    held.run("create", "service", "clusterip", "addressed", "--tcp=80");
    String address = address("addressed");
    held.delete("service", "addressed");

    held.restore("addressed");

    assertThat(address("addressed")).isEqualTo(address);
  }

  @Test
  void anUndeleteNeedsNoQuotaForASecondOne() {
    held.configMap("counted");
    String used = held.run("get", "configmaps", "-o", "name").lines().count() + "";
    held.run("create", "quota", "tight", "--hard=count/configmaps=" + used);
    held.delete("configmap", "counted");

    held.restore("counted");

    held.run("delete", "quota", "tight");
    assertThat(held.deletionTime("configmap", "counted")).isEmpty();
  }

  @Test
  void restoredUnderAnotherNameTheHeldOneGoes() {
    held.configMap("named");
    held.delete("configmap", "named");

    held.run(
        "annotate",
        "deleted",
        held.record("named", ".metadata.name"),
        "softdelete.dev/restore-as=renamed",
        "softdelete.dev/restore=true");

    held.restored("named");
    assertThat(held.call("get", "configmap", "named").ok()).isFalse();
    assertThat(held.run("get", "configmap", "renamed", "-o", "jsonpath={.data.k}"))
        .isEqualTo("old");
  }

  private static String address(String service) {
    return held.run("get", "service", service, "-o", "jsonpath={.spec.clusterIP}");
  }
}
