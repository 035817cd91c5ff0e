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
import org.junit.jupiter.api.TestFactory;

/** The operator dies at each write by which the record of a restored namespace moves home. */
@Tag(Soak.SAMPLED)
class DeathOnTheWayHomeTest {
  /** Its amendment, the record at home, the delete of the other, and the finalizer of that. */
  private static final int WRITES = 4;

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

  private void dieAt(Death.Point point) throws InterruptedException {
    String ns =
        Cluster.coveredNamespace(
            """
              resources: [{apiGroups: [""], resources: [namespaces, configmaps]}]
            """);
    Kubectl kubectl = Cluster.installation().kubectl();
    kubectl.run("create", "configmap", "before", "-n", ns, "--from-literal=a=1");
    kubectl.run("delete", "configmap", "before", "-n", ns);
    String record = kubectl.run("get", "dr", "-n", ns, "-o", "name").strip();
    kubectl.run("delete", "namespace", ns, "--timeout=60s");
    var death = Death.at(point, operator.process(), request -> concerns(request, ns, record));
    operator.proxy().fault(death);
    kubectl.run(
        "annotate",
        "dr",
        "-n",
        Installation.NAMESPACE,
        "-l",
        "softdelete.dev/kind=Namespace,softdelete.dev/name=" + ns,
        "softdelete.dev/restore=true");
    assertThat(death.awaited()).as("died at one of %s", death.writes()).isTrue();

    operator.restart();

    eventually(
        () -> assertThat(kubectl.call("get", record, "-n", Installation.NAMESPACE).ok()).isFalse());
    kubectl.run("annotate", record, "-n", ns, "softdelete.dev/restore=true");
    kubectl.run("wait", record, "-n", ns, "--for=condition=Restored", "--timeout=60s");
    assertThat(kubectl.run("get", "configmap", "before", "-n", ns, "-o", "jsonpath={.data.a}"))
        .isEqualTo("1");
  }

  private static boolean concerns(ProxiedRequest request, String ns, String record) {
    return request.target().contains(record.substring(record.indexOf('/')))
        || request.is("POST", "/namespaces/" + ns + "/deletedresources")
        || request.is("PATCH", "/" + Installation.NAMESPACE + "/secrets/");
  }
}
