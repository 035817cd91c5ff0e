package dev.softdelete.operator.recreate;

import dev.softdelete.operator.admission.AdmissionHandler;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.admission.Fault;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.RecordIndex;
import dev.softdelete.operator.record.RecordName;
import dev.softdelete.operator.recreate.ShortWait.End;
import dev.softdelete.operator.requester.RestoringRequester;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a create when the capture of the object whose name it takes has ended. Without the
 * operator, a name is free when its delete is answered, and many clients create the name again at
 * once. If the object is still there after a short wait, the API server refuses the create.
 */
public final class AfterCapture implements AdmissionHandler {
  private static final Logger log = LoggerFactory.getLogger(AfterCapture.class);

  private final AdmissionHandler handler;
  private final ApiServer api;
  private final RecordIndex records;
  private final String operatorNamespace;
  private final Predicate<ObjectKey> stuck;
  private final ShortWait wait;

  /**
   * Creates a handler that answers as another one does.
   *
   * @param stuck whether an object is known to be one that cannot be captured so far
   * @param waits how long creates may still wait for a deleted object
   */
  public AfterCapture(
      AdmissionHandler handler,
      ApiServer api,
      RecordIndex records,
      String operatorNamespace,
      Predicate<ObjectKey> stuck,
      WaitLimits waits) {
    this.stuck = stuck;
    this.wait = new ShortWait(waits, Duration.ofMillis(20), 32);
    this.handler = handler;
    this.api = api;
    this.records = records;
    this.operatorNamespace = operatorNamespace;
  }

  @Override
  public AdmissionResponse answer(AdmissionRequest request) {
    String name = request.object().map(KubeObject::name).orElse("");
    if (!name.isEmpty()
        && !ResourceType.isNamespaces(request.group(), request.resource())
        && !RestoringRequester.restores(request.requester())) {
      await(request, name);
    }
    return handler.answer(request);
  }

  @Override
  public AdmissionResponse afterFault(AdmissionRequest request, Fault fault) {
    return handler.afterFault(request, fault);
  }

  private void await(AdmissionRequest request, String name) {
    var key = new ObjectKey(type(request), request.namespace(), name);
    String path = key.path();
    if (stuck.test(key)) {
      return;
    }
    try {
      Optional<String> uid = captured(path).map(KubeObject::uid);
      if (uid.isPresent()
          && wait.forEndOf(uid.get(), () -> captured(path, uid.get())) == End.OVER) {
        awaitRecord(request, name, uid.get());
      }
    } catch (ApiException | UncheckedIOException e) {
      log.debug("The create of {} is answered without waiting: {}", path, e.toString());
    }
  }

  private static ResourceType type(AdmissionRequest request) {
    return ResourceType.of(
        request.group(),
        request.version(),
        request.resource(),
        request.kind(),
        request.namespace().isPresent());
  }

  /** Returns the object of the name if its capture is under way. */
  private Optional<KubeObject> captured(String path) {
    return api.findMetadata(path)
        .filter(live -> CaptureUnderWay.is(live, records.ofUid(live.uid())));
  }

  private boolean captured(String path, String uid) {
    return captured(path).filter(live -> live.uid().equals(uid)).isPresent();
  }

  /** The replica that captures knows the record at once; the others hear of it from their watch. */
  private void awaitRecord(AdmissionRequest request, String name, String uid) {
    if (records.ofUid(uid).isEmpty()) {
      String record = RecordName.of(request.kind(), name, uid);
      String home = request.namespace().orElse(operatorNamespace);
      api.findMetadata(ResourceType.DELETED_RESOURCES.path(Optional.of(home), record))
          .ifPresent(there -> records.await(uid));
    }
  }
}
