package dev.softdelete.operator.restore.create;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.restore.Snapshots;
import dev.softdelete.operator.restore.request.RestoreTarget;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateRefusalTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          403 | {"message":"no","reason":"Forbidden"} | Forbidden | false | Grant the right
          403 | {"message":"exceeded quota: q, requested: x"} | QuotaExceeded | true | Free some quota
          403 | {"message":"status unknown for quota: q, resources: x"} | QuotaExceeded | true | yet to be counted
          403 | {"message":"create not allowed while custom resource definition is terminating"} | KindNotServed | true | Restore that
          403 | {"message":"error looking up service account ns/robot: not found"} | Forbidden | true | Restore or create that
          403 | {"message":"x","details":{"causes":[{"reason":"NamespaceTerminating"}]}} | NamespaceMissing | true | is being deleted
          403 | {"message":"x is forbidden: ValidatingAdmissionPolicy 'softdelete-reservations' with binding 'softdelete-reservations' denied request: The host h"} | NameConflict | true | The host …
          409 | {"message":"admission webhook \\"w\\" denied the request: The host h"} | NameConflict | true | The host …
          404 | {"message":"x","details":{"kind":"namespaces","name":"ns"}} | NamespaceMissing | true | create it
          404 | {"message":"the server could not find the requested resource"} | KindNotServed | true | not served
          400 | {"message":"strict decoding error"} | Invalid | false | Adapt what refuses it
          413 | {"message":"Request entity too large: limit is 3145728"} | Invalid | false | As JSON, it is larger than the API server accepts in one request
          422 | {"message":"spec.x: Required value"} | Invalid | false | Adapt what refuses it
          415 | {} | Invalid | true | refused
          """)
  void isNamedAndSaysWhatToDo(
      int code, String status, Reason reason, boolean waitingHelps, String advice) {
    var refusal = new ApiException(code, Snapshots.object(status).json());

    RestoreFailure failure =
        CreateRefusal.of(refusal, new RestoreTarget(Optional.of("ns"), "web", false), "ann");

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.waitingHelps()).isEqualTo(waitingHelps);
    assertThat(failure.message()).contains(advice);
  }

  @Test
  void hasTheWholeTextOnlyForWhoMayReadTheObject() {
    String status =
        """
        {"message": "admission webhook \\"w\\" denied the request: value \\"hunter2\\" is weak",
          "reason": "Forbidden"}
        """;
    var refusal = new ApiException(422, Snapshots.object(status).json());

    RestoreFailure failure =
        CreateRefusal.of(refusal, new RestoreTarget(Optional.of("ns"), "web", false), "ann");

    assertThat(failure.whole().orElseThrow()).contains("hunter2", "Adapt what refuses it");
    assertThat(failure.message()).doesNotContain("hunter2");
    assertThat(failure).asString().doesNotContain("hunter2");
  }
}
