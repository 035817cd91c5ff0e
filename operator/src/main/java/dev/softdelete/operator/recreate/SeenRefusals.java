package dev.softdelete.operator.recreate;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.State;
import dev.softdelete.operator.admission.AdmissionHandler;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.admission.Fault;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.record.DeletedNames;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.requester.kind.RequesterKind;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes whatever a handler refuses, for any reason, so that no refusal goes unseen. */
public final class SeenRefusals implements AdmissionHandler {
  private static final Logger log = LoggerFactory.getLogger(SeenRefusals.class);
  private static final Comparator<DeletedResource> DELETED_FIRST =
      Comparator.comparing((DeletedResource r) -> RecordStep.state(r) == State.DELETED)
          .thenComparing(ByDeletion.ORDER);

  private final AdmissionHandler handler;
  private final DeletedNames names;
  private final Function<AdmissionRequest, RequesterKind> kinds;
  private final CreateRefusals refusals;

  /**
   * Creates a handler that answers as another one does.
   *
   * @param kinds decides what sends a request
   */
  public SeenRefusals(
      AdmissionHandler handler,
      DeletedNames names,
      Function<AdmissionRequest, RequesterKind> kinds,
      CreateRefusals refusals) {
    this.handler = handler;
    this.names = names;
    this.kinds = kinds;
    this.refusals = refusals;
  }

  @Override
  public AdmissionResponse answer(AdmissionRequest request) {
    return seen(request, handler.answer(request));
  }

  @Override
  public AdmissionResponse afterFault(AdmissionRequest request, Fault fault) {
    return seen(request, handler.afterFault(request, fault));
  }

  private AdmissionResponse seen(AdmissionRequest request, AdmissionResponse response) {
    if (response instanceof AdmissionResponse.Denied refusal && request.object().isPresent()) {
      note(request, refusal);
    }
    return response;
  }

  /** Whatever goes wrong here must not change the answer. */
  private void note(AdmissionRequest request, AdmissionResponse.Denied refusal) {
    try {
      refusals.note(request, kinds.apply(request), record(request), refusal);
    } catch (RuntimeException e) {
      log.warn("a refusal is not reported: {}", e.toString());
    }
  }

  /** Returns the record that has the name, if one has: the one that decides about a create. */
  private Optional<DeletedResource> record(AdmissionRequest request) {
    return request
        .object()
        .map(KubeObject::name)
        .filter(name -> !name.isEmpty())
        .flatMap(
            name ->
                names.of(request.group(), request.resource(), request.namespace(), name).stream()
                    .filter(r -> r.getMetadata().getDeletionTimestamp() == null)
                    .filter(SeenRefusals::hasTheName)
                    .max(DELETED_FIRST));
  }

  private static boolean hasTheName(DeletedResource record) {
    State state = RecordStep.state(record);
    return state == State.DELETED || state == State.RESTORING;
  }
}
