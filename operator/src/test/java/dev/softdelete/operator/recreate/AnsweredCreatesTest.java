package dev.softdelete.operator.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.record.RestoreMark;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API server asks for the second policy about the answer to the first one. */
class AnsweredCreatesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          answered by this replica               | shop/configmap-c/secret/r-1 | r-1 | -   | true
          answered by another replica            | shop/configmap-c/secret/r-1 | -   | r-1 | true
          another create was answered            | shop/configmap-c/secret/r-1 | r-2 | r-2 | false
          never answered                         | shop/configmap-c/secret/r-1 | -   | -   | false
          a mark of the operator's own creates   | shop/configmap-c/secret/    | -   | -   | false
          no mark                                | -                           | r-1 | r-1 | false
          no valid mark                          | r-1                         | r-1 | r-1 | false
          """)
  void areKnownAgain(String what, String mark, String here, String noted, boolean known) {
    var answered = new AnsweredCreates(m -> Optional.of(record(noted)));
    if (here != null) {
      answered.add(here);
    }

    assertThat(answered.include(created(mark))).as(what).isEqualTo(known);
  }

  @ParameterizedTest
  @CsvSource({"r-1, true", "r-2, false"})
  void whatCannotBeReadProvesNothing(String here, boolean known) {
    Function<RestoreMark, Optional<DeletedResource>> failing =
        mark -> {
          throw new ApiException(503, Json.object());
        };
    var answered = new AnsweredCreates(failing);
    answered.add(here);

    assertThat(answered.include(created("shop/configmap-c/secret/r-1"))).isEqualTo(known);
  }

  private static KubeObject created(String mark) {
    ObjectNode object = Json.object();
    if (mark != null) {
      object.withObject("/metadata/annotations").put(RestoreMark.ANNOTATION, mark);
    }
    return new KubeObject(object);
  }

  private static DeletedResource record(String answered) {
    ObjectNode record = Json.object().put("kind", "DeletedResource");
    ObjectNode spec = record.putObject("spec");
    if (answered != null) {
      spec.putObject("answeredCreate").put("request", answered).put("time", "2026-01-03T12:00:00Z");
    }
    return Json.as(DeletedResource.class, record);
  }
}
