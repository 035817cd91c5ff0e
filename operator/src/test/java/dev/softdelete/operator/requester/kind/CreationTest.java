package dev.softdelete.operator.requester.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreationTest {

  @ParameterizedTest
  @CsvSource({
    "helm, helm, helm",
    "helm, , helm",
    ", kubectl-create, kubectl-create",
    "manager, kubectl-create, kubectl-create",
    "kubectl-client-side-apply manager kubectl-create, , kubectl-create",
    ", , none",
  })
  void theFieldManagerIsTheOneOfTheRequestElseTheLastOneOnTheObject(
      String tracked, String option, String expected) {
    var object = Json.object();
    if (tracked != null) {
      var entries = object.putObject("metadata").putArray("managedFields");
      for (String manager : tracked.split(" ", -1)) {
        entries.addObject().put("manager", manager);
      }
    }

    Creation create =
        Creation.of(
            new Requester("alice", null, null, null),
            new KubeObject(object),
            Optional.ofNullable(option));

    assertThat(create.fieldManager().orElse("none")).isEqualTo(expected);
  }
}
