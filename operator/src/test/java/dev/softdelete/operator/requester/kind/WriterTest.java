package dev.softdelete.operator.requester.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who sends a write, by the field manager that its request names, and by those of the object, each
 * with the time of its entry.
 */
class WriterTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a person | alice |  | k9s@2 | kubectl-create@1 | PERSON
          a ServiceAccount of people | sa:awx/ansible |  | OpenAPI@2 |  | PERSON
          a controller creates | sa:ops/op |  | manager@2 |  | CONTROLLER
          a controller without a field manager | sa:ops/op |  |  |  | CONTROLLER
          a tool creates | sa:ci/job |  | kubectl-create@2 |  | TOOL
          a controller updates what a tool made | sa:ops/op |  | kubectl-create@1 manager@2 | kubectl-create@1 | CONTROLLER
          a tool updates | sa:ci/job |  | manager@1 kubectl-annotate@2 | manager@1 | TOOL
          a tool updates again | sa:ci/job |  | helm@2 manager@1 | helm@1 manager@1 | TOOL
          a tool updates what was made empty | sa:ci/job | kubectl-annotate | | | TOOL
          a controller does | sa:ops/op | manager | | | CONTROLLER
          """)
  void isATool(
      String what, String user, String named, String now, String before, RequesterKind kind) {
    String name = user.replace("sa:", "system:serviceaccount:").replace('/', ':');

    assertThat(
            RequesterDecision.ofWrite(
                RealClients.lists(),
                new Requester(name, null, null, null),
                Optional.ofNullable(named),
                object(now),
                Optional.ofNullable(before).map(WriterTest::object)))
        .isEqualTo(kind);
  }

  /** What a parent bears may be copied, so it is no sign of a tool. */
  @ParameterizedTest
  @CsvSource({"kubectl.kubernetes.io/last-applied-configuration", "argocd.argoproj.io/tracking-id"})
  void aMarkOfAToolSaysNothing(String annotation) {
    KubeObject child = object("manager@2");
    child.json().withObject("/metadata/annotations").put(annotation, "{}");

    assertThat(
            RequesterDecision.ofWrite(
                RealClients.lists(),
                new Requester("system:serviceaccount:ops:op", null, null, null),
                Optional.empty(),
                child,
                Optional.empty()))
        .isEqualTo(RequesterKind.CONTROLLER);
  }

  private static KubeObject object(String entries) {
    ObjectNode json = Json.object();
    ArrayNode fields = json.putObject("metadata").putArray("managedFields");
    if (entries != null) {
      for (String entry : entries.split(" ", -1)) {
        String[] parts = entry.split("@", -1);
        fields
            .addObject()
            .put("manager", parts[0])
            .put("operation", "Update")
            .put("time", parts[1]);
      }
    }
    return new KubeObject(json);
  }
}
