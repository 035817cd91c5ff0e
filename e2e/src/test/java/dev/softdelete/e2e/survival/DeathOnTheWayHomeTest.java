package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.Soak;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The operator dies at each write that moves a record of a restored namespace back into that
 * namespace.
 */
@Tag(Soak.SAMPLED)
@Tag("delivery")
class DeathOnTheWayHomeTest {
  /**
   * The mark on the record, the amendment of the snapshot, the record in its own namespace, the
   * delete of the other record, and the removal of that record's finalizer.
   */
  private static final int WRITES = 5;

  private static FaultyOperator operator;

  @BeforeAll
  static void begin() throws IOException {
    operator = FaultyOperator.begin();
  }

  @AfterAll
  static void end() throws IOException {
    operator.close();
  }

  @TestFactory
  Stream<DynamicTest> theRecordIsAtHomeOnce() {
    return Death.Point.of(WRITES)
        .map(point -> DynamicTest.dynamicTest("dies " + point, () -> dieAt(point)));
  }

  /**
   * The record in the operator's namespace goes away, because its delete was already requested. The
   * record in its own namespace is then moved to the operator's namespace again.
   */
  @Test
  void theNamespaceIsDeletedAgainBeforeTheOtherRecordIsGone() throws InterruptedException {
    Moved moved = moved();
    var death =
        Death.at(
            new Death.Point(1, Death.Moment.AFTER),
            operator.process(),
            request -> request.is("DELETE", moved.path(Installation.NAMESPACE)));
    operator.proxy().fault(death);
    moved.restoreNamespace();
    assertThat(death.awaited()).isTrue();
    moved.kubectl().run("delete", "namespace", moved.ns(), "--wait=false");
    eventually(() -> assertThat(moved.deletedIn(moved.ns())).isNotEmpty());
    assertThat(moved.deletedIn(Installation.NAMESPACE)).isNotEmpty();

    operator.restart();

    moved.kubectl().run("wait", "--for=delete", "namespace/" + moved.ns(), "--timeout=90s");
    assertThat(moved.deletedIn(Installation.NAMESPACE)).isEmpty();
    moved.restoreNamespace();
    moved.isAtHome();
  }

  private void dieAt(Death.Point point) throws InterruptedException {
    Moved moved = moved();
    var death = Death.at(point, operator.process(), moved::concerns);
    operator.proxy().fault(death);
    moved.restoreNamespace();
    assertThat(death.awaited()).as("died at one of %s", death.writes()).isTrue();

    operator.restart();

    moved.isAtHome();
  }

  private static Moved moved() {
    String ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [namespaces, configmaps]}]
            """);
    Kubectl kubectl = Cluster.installation().kubectl();
    kubectl.run("create", "configmap", "before", "-n", ns, "--from-literal=a=1");
    kubectl.run("delete", "configmap", "before", "-n", ns);
    String record = kubectl.run("get", "deleted", "-n", ns, "-o", "name").strip();
    kubectl.run("delete", "namespace", ns, "--timeout=60s");
    return new Moved(kubectl, ns, record);
  }

  /** The record of a ConfigMap that was deleted before its namespace was deleted. */
  private record Moved(Kubectl kubectl, String ns, String record) {
    void restoreNamespace() {
      kubectl.run(
          "annotate",
          "deleted",
          "-n",
          Installation.NAMESPACE,
          "-l",
          "softdelete.dev/kind=Namespace,softdelete.dev/name=" + ns,
          "--field-selector=status.state=DELETED",
          "softdelete.dev/restore=true");
    }

    String path(String namespace) {
      return "/" + namespace + "/deletedresources" + record.substring(record.indexOf('/'));
    }

    boolean concerns(ProxiedRequest request) {
      return request.target().contains(record.substring(record.indexOf('/')))
          || request.is("POST", "/namespaces/" + ns + "/deletedresources")
          || request.is("PATCH", "/" + Installation.NAMESPACE + "/secrets/");
    }

    /**
     * Returns the deletion time of the record; empty if it is not being deleted. Fails if the
     * record does not exist.
     */
    String deletedIn(String namespace) {
      return kubectl.run(
          "get", record, "-n", namespace, "-o", "jsonpath={.metadata.deletionTimestamp}");
    }

    void isAtHome() {
      eventually(
          () ->
              assertThat(kubectl.call("get", record, "-n", Installation.NAMESPACE).ok()).isFalse());
      kubectl.run("annotate", record, "-n", ns, "softdelete.dev/restore=true");
      kubectl.run("wait", record, "-n", ns, "--for=condition=Restored", "--timeout=60s");
      assertThat(kubectl.run("get", "configmap", "before", "-n", ns, "-o", "jsonpath={.data.a}"))
          .isEqualTo("1");
    }
  }
}
