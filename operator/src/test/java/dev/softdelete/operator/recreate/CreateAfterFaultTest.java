package dev.softdelete.operator.recreate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.RestorePlace;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.admission.Fault;
import dev.softdelete.operator.record.Records;
import dev.softdelete.operator.requester.kind.RequesterKind;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a policy answers to a create that could not be read or handled. */
class CreateAfterFaultTest {
  private static final DeletedResource RECORD = Records.purgedAt(null, false);

  private static final Map<String, RecreateAnswer> DECISIONS =
      Map.of(
          "create", new RecreateAnswer.Create(),
          "refuse", new RecreateAnswer.Refuse(RECORD),
          "nothing to restore", new RecreateAnswer.NothingToRestore(),
          "coming back", new RecreateAnswer.ComingBack(RECORD),
          "coming back elsewhere",
              new RecreateAnswer.ComingBackElsewhere(RECORD, new RestorePlace("ns", "other")),
          "restore, then apply", new RecreateAnswer.Restore(RECORD, true),
          "restore only", new RecreateAnswer.Restore(RECORD, false));

  private static final Map<String, Fault> FAULTS =
      Map.of(
          "a fault", Fault.of(new IllegalStateException("secret")),
          "too large", Fault.TOO_LARGE,
          "busy", Fault.BUSY);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          create                | a fault   | 200 | soft-delete did not check this request: internal error (IllegalStateException)
          create                | too large | 200 | soft-delete did not check this request: the request is too large
          create                | busy      | 200 | soft-delete did not check this request: too many large requests at a time
          refuse                | a fault   | 409 | Restore it with: kubectl annotate deletedresource configmap-web -n ns softdelete.dev/restore=true
          refuse                | too large | 409 | Restore it with: kubectl annotate deletedresource configmap-web -n ns softdelete.dev/restore=true
          refuse                | busy      | 409 | Restore it with: kubectl annotate deletedresource configmap-web -n ns softdelete.dev/restore=true
          nothing to restore    | a fault   | 404 | There is no deleted ConfigMap with name 'web'
          coming back           | a fault   | 409 | It is being restored just now; try again.
          coming back elsewhere | a fault   | 409 | It is being restored as ns/other.
          restore, then apply   | a fault   | 200 | soft-delete did not restore the deleted ConfigMap 'web': internal error (IllegalStateException). To restore it under another name: kubectl annotate deletedresource configmap-web -n ns softdelete.dev/restore-as=NAME softdelete.dev/restore=true
          restore, then apply   | too large | 200 | soft-delete did not restore the deleted ConfigMap 'web': the request is too large.
          restore, then apply   | busy      | 503 | It cannot be restored by a create: too many large requests at a time
          restore only          | a fault   | 409 | It cannot be restored by a create: internal error (IllegalStateException)
          restore only          | too large | 409 | It cannot be restored by a create: the request is too large
          restore only          | busy      | 503 | It cannot be restored by a create: too many large requests at a time
          """)
  void thePolicyStillDecides(String decision, String fault, int code, String message) {
    var create = NamedCreate.of(request(), RequesterKind.PERSON);

    switch (CreateAfterFault.of(DECISIONS.get(decision), create, FAULTS.get(fault))) {
      case AdmissionResponse.Denied denied -> {
        assertThat(denied.code()).isEqualTo(code);
        assertThat(denied.message()).contains(message);
      }
      case AdmissionResponse.Allowed allowed -> {
        assertThat(code).isEqualTo(200);
        assertThat(allowed.warnings())
            .singleElement()
            .satisfies(warning -> assertThat(warning).contains(message));
      }
      case AdmissionResponse other -> assertThat(other).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          update           | a fault | 200
          update           | busy    | 200
          refuse           | a fault | 409
          refuse           | busy    | 503
          undelete         | a fault | 200
          undelete         | busy    | 503
          only undelete    | a fault | 409
          only undelete    | busy    | 503
          """)
  void soItDoesForAHeldObject(String decision, String fault, int code) {
    HeldUpdateAnswer decided =
        switch (decision) {
          case "update" -> new HeldUpdateAnswer.Update();
          case "refuse" -> new HeldUpdateAnswer.Refuse();
          default -> new HeldUpdateAnswer.Undelete(decision.equals("undelete"));
        };

    AdmissionResponse response =
        HeldUpdateAfterFault.of(decided, RECORD, RequesterKind.PERSON, FAULTS.get(fault));

    assertThat(response instanceof AdmissionResponse.Denied d ? d.code() : 200).isEqualTo(code);
    if (response instanceof AdmissionResponse.Allowed allowed) {
      assertThat(allowed.warnings()).hasSize(1);
    }
  }

  private static AdmissionRequest request() {
    return AdmissionRequest.parse(
        """
        {"request": {"uid": "1", "operation": "CREATE", "namespace": "ns",
                     "kind": {"kind": "ConfigMap"}, "resource": {"resource": "configmaps"},
                     "object": {"metadata": {"name": "web"}}}}
        """
            .getBytes(StandardCharsets.UTF_8));
  }
}
