package dev.softdelete.e2e.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Owner references. The garbage collector would delete a restored object at once if it referred to
 * an owner that no longer exists.
 */
class OwnerTest {
  private static Kubectl kubectl;
  private static String ns;

  @BeforeAll
  static void cover() {
    kubectl = Cluster.kubectl();
    ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [configmaps, secrets]}]
            """);
  }

  @Test
  void aLivingOwnerIsKept() {
    String owner = owner("alive");
    ownedBy("child-of-living", "alive", owner);
    String before = Live.essence(child("child-of-living"));

    Deletion.of(kubectl, "secret", "child-of-living", ns).restore();

    assertThat(Live.essence(child("child-of-living"))).isEqualTo(before);
    assertThat(ownerOf("child-of-living")).isEqualTo(owner);
  }

  @Test
  void aDeadOwnerIsDropped() {
    String owner = owner("dead");
    ownedBy("orphan", "dead", owner);
    Deletion deletion = Deletion.of(kubectl, "secret", "orphan", ns);
    kubectl.run("delete", "configmap", "dead", "-n", ns);

    deletion.restore();

    assertThat(child("orphan").at("/metadata").has("ownerReferences")).isFalse();
    assertThat(child("orphan").at("/metadata/managedFields").toString()).doesNotContain(owner);
  }

  @Test
  void anotherObjectOfTheOwnersNameIsNoOwner() {
    String owner = owner("reborn");
    ownedBy("stranger", "reborn", owner);
    Deletion deletion = Deletion.of(kubectl, "secret", "stranger", ns);
    kubectl.run("delete", "configmap", "reborn", "-n", ns);
    owner("reborn");

    deletion.restore();

    assertThat(child("stranger").at("/metadata").has("ownerReferences")).isFalse();
  }

  @Test
  void anOwnerRestoredBeforeIsFoundUnderItsNewUid() {
    String owner = owner("parent");
    ownedBy("child", "parent", owner);
    String childUid = child("child").at("/metadata/uid").asText();
    Deletion parent = Deletion.of(kubectl, "configmap", "parent", ns);
    Deletion child = collected("child", childUid);

    String restored = parent.restore().json().at("/status/restoredAs/uid").asText();
    child.restore();

    assertThat(ownerOf("child")).isEqualTo(restored).isNotEqualTo(owner);
    assertThat(child("child").at("/metadata/managedFields").toString())
        .contains(restored)
        .doesNotContain(owner);
  }

  private static String owner(String name) {
    kubectl.run("create", "configmap", name, "-n", ns);
    return kubectl.run("get", "configmap", name, "-n", ns, "-o", "jsonpath={.metadata.uid}");
  }

  private static void ownedBy(String name, String owner, String uid) {
    String manifest =
        """
        apiVersion: v1
        kind: Secret
        metadata:
          name: %s
          namespace: %s
          ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: %s, uid: %s}]
        """
            .formatted(name, ns, owner, uid);
    kubectl.input(manifest, "apply", "--server-side", "--field-manager=flux", "-f", "-");
  }

  /**
   * Waits until the garbage collector has deleted the object after its owner, and returns that
   * deletion.
   */
  private static Deletion collected(String name, String uid) {
    kubectl.run("wait", "secret", name, "-n", ns, "--for=delete", "--timeout=60s");
    return Deletion.recorded(kubectl, uid);
  }

  private static JsonNode child(String name) {
    return Live.get(kubectl, "secret", name, ns);
  }

  private static String ownerOf(String name) {
    return child(name).at("/metadata/ownerReferences/0/uid").asText();
  }
}
