package dev.softdelete.e2e.over;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.restore.Deletion;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What would have no record, or is not what the requester has seen, is not deleted. */
@Tag("soak")
class OverRefusedTest {
  private final Kubectl kubectl = Cluster.kubectl();
  private final String ns =
      Cluster.coveredNamespace(
          """
            resources: [{apiGroups: [""], resources: [configmaps]}]
            matchConditions:
            - {name: kept, expression: "!has(object.data) || !('k' in object.data) || object.data.k != 'scratch'"}
          """);

  @Test
  void whatNoPolicyCoversStaysUntilSomebodyDeletesIt() {
    kubectl.run("create", "configmap", "free", "-n", ns, "--from-literal=k=old");
    Deletion old = Deletion.of(kubectl, "configmap", "free", ns);
    kubectl.run("create", "configmap", "free", "-n", ns, "--from-literal=k=scratch");

    old.ask(Remade.OVER).awaitRefusal("NameConflict");

    assertThat(old.message())
        .contains(ns + "/free exists, and no policy protects it", "softdelete.dev/restore-as");
    assertThat(kubectl.run("get", "configmap", "free", "-n", ns, "-o", "jsonpath={.data.k}"))
        .isEqualTo("scratch");
    kubectl.run("delete", "configmap", "free", "-n", ns);
    old.awaitRestored();
  }

  @Test
  void whatWouldBeDeletedForGoodStays() {
    Remade remade =
        Remade.configMap(
            kubectl, ns, "bypassed", "{\"annotations\":{\"softdelete.dev/bypass\":\"true\"}}");

    remade.askAs(kubectl);

    assertThat(remade.awaitMessage("NameConflict")).contains("softdelete.dev/bypass");
    remade.assertUntouched();
    kubectl.run("annotate", "configmap", "bypassed", "-n", ns, "softdelete.dev/bypass-");
    remade.assertReplacedBy("admin");
  }

  @Test
  void whatWasCreatedAfterTheRequestIsNotWhatWasMeant() throws InterruptedException {
    kubectl.run("create", "configmap", "later", "-n", ns, "--from-literal=k=old");
    Deletion old = Deletion.of(kubectl, "configmap", "later", ns);
    Cluster.operator().kill();
    old.ask(Remade.OVER);
    // Times of creation and request are in whole seconds.
    Thread.sleep(2_000);
    Cluster.installation()
        .kubectl()
        .run("create", "configmap", "later", "-n", ns, "--from-literal=k=new");
    String uid =
        kubectl.run("get", "configmap", "later", "-n", ns, "-o", "jsonpath={.metadata.uid}");

    var _ = Cluster.operator();

    Remade later = new Remade(kubectl, ns, "later", old, uid);
    assertThat(later.awaitMessage("NameConflict")).contains("was created after this was requested");
    later.assertUntouched();
    assertThat(old.json().at("/metadata/annotations").toString())
        .doesNotContain("softdelete.dev/restore");
    later.askAs(kubectl);
    later.assertReplacedBy("admin");
  }

  @Test
  void whatAnotherControllerHoldsIsWaitedFor() {
    Remade remade =
        Remade.configMap(kubectl, ns, "slow", "{\"finalizers\":[\"example.com/slow\"]}");
    kubectl.run("get", "configmap", "slow", "-n", ns, "-o", "jsonpath={.metadata.finalizers}");

    remade.askAs(kubectl);

    assertThat(remade.awaitMessage("StillTerminating"))
        .contains("example.com/slow", "What lived there was soft-deleted for this restore");
    kubectl.run(
        "patch",
        "configmap",
        "slow",
        "-n",
        ns,
        "--type=merge",
        "-p",
        "{\"metadata\":{\"finalizers\":[]}}");
    remade.assertReplacedBy("admin");
  }

  @Test
  void theAnnotationHasOneValueAndRequestsNothingByItself() {
    Remade remade = Remade.configMap(kubectl, ns, "wrong");

    assertThat(
            kubectl.call("annotate", "deleted", remade.old().record(), "-n", ns, Remade.OVER).err())
        .contains("set softdelete.dev/restore=true, or =dry-run, with it");
    assertThat(
            kubectl
                .call(
                    "annotate",
                    "deleted",
                    remade.old().record(),
                    "-n",
                    ns,
                    "softdelete.dev/restore=true",
                    "softdelete.dev/restore-over=dry-run")
                .err())
        .contains("the value of softdelete.dev/restore-over is \"true\"");
    remade.assertUntouched();
  }
}
