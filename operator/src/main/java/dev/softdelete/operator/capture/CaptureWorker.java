package dev.softdelete.operator.capture;

import dev.softdelete.operator.kube.ApiException;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Captures what the watches pass on until it is captured, and reports what is stuck. */
public final class CaptureWorker implements WorkQueue.Handler<ObjectKey> {
  private static final Logger log = LoggerFactory.getLogger(CaptureWorker.class);

  private final Capture capture;
  private final StuckObjects stuck;
  private final MeterRegistry meters;

  public CaptureWorker(Capture capture, StuckObjects stuck, MeterRegistry meters) {
    this.capture = capture;
    this.stuck = stuck;
    this.meters = meters;
    meters.gauge("softdelete.capture.stuck", stuck, s -> s.get().size());
  }

  @Override
  public boolean done(ObjectKey key) {
    return switch (attempt(key)) {
      case CaptureOutcome.NotHeld n -> settled(key);
      case CaptureOutcome.Held h -> {
        log.debug("{}: held", key);
        yield settled(key);
      }
      case CaptureOutcome.LetGo l -> {
        log.info("{}: deleted for good, as {}", key, l.why());
        yield settled(key);
      }
      case CaptureOutcome.Captured c -> {
        meters.counter("softdelete.captures").increment();
        log.info("{}: captured as {}/{}", key, c.recordNamespace(), c.recordName());
        yield settled(key);
      }
      case CaptureOutcome.Changed c -> false;
      case CaptureOutcome.Stuck s -> {
        stuck.stuck(key, s);
        yield false;
      }
    };
  }

  private CaptureOutcome attempt(ObjectKey key) {
    try {
      return capture.capture(key);
    } catch (ApiException e) {
      if (e.conflict() || e.code() == 429) {
        throw e;
      }
      log.warn("{}: cannot be captured: {}", key, e.getMessage());
      return new CaptureOutcome.Stuck(
          e.reason().isEmpty() ? "CaptureRefused" : e.reason(),
          "It is deleted and held, but cannot be saved: " + e.getMessage());
    }
  }

  private boolean settled(ObjectKey key) {
    stuck.resolved(key);
    return true;
  }
}
