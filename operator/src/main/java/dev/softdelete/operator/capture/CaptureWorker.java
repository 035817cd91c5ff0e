package dev.softdelete.operator.capture;

import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Events;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.kube.PlainText;
import dev.softdelete.operator.kube.ServerClock;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Captures each object that the watches report, retries until it is captured, and reports stuck
 * objects.
 */
public final class CaptureWorker implements WorkQueue.Handler<ObjectKey> {
  private static final Logger log = LoggerFactory.getLogger(CaptureWorker.class);

  private static final int LONGEST_LOGGED = 1000;

  private final Capture capture;
  private final StuckObjects stuck;
  private final MeterRegistry meters;
  private final ApiServer api;
  private final Events events;
  private final AwaitingRoom awaiting;

  public CaptureWorker(
      Capture capture,
      StuckObjects stuck,
      AwaitingRoom awaiting,
      MeterRegistry meters,
      ApiServer api,
      ServerClock clock) {
    this.awaiting = awaiting;
    this.api = api;
    this.events = new Events(api, clock);
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
      case CaptureOutcome.Unrecorded u -> {
        meters.counter("softdelete.unrecorded").increment();
        log.warn("{}: {}", key, u.why());
        new UnrecordedEvent(events).write(key, u);
        yield settled(key);
      }
      case CaptureOutcome.Changed c -> false;
      case CaptureOutcome.AwaitsRoom a -> {
        awaiting.add(key);
        yield false;
      }
      case CaptureOutcome.Stuck s -> {
        if (s.reason().equals(CaptureOutcome.LIMIT)) {
          awaiting.add(key);
        } else {
          awaiting.remove(key);
        }
        if (stuck.stuck(key, s)) {
          tell(key, s);
        }
        yield false;
      }
    };
  }

  /**
   * Writes an event on the object, because the user who deleted it looks at the object and not at a
   * policy.
   */
  private void tell(ObjectKey key, CaptureOutcome.Stuck why) {
    try {
      api.findMetadata(key.path())
          .ifPresent(
              object ->
                  events.write(object.ofType(key.type()), "Warning", why.reason(), why.message()));
    } catch (ApiException | UncheckedIOException e) {
      // What prevents the capture may prevent this too. The status of the policy says the same.
      log.debug("{}: no event", key, e);
    }
  }

  private CaptureOutcome attempt(ObjectKey key) {
    try {
      return capture.capture(key);
    } catch (ApiException e) {
      if ((e.conflict() && !e.byWebhook()) || e.code() == 429) {
        throw e;
      }
      log.warn("{}: cannot be captured: {}", key, e.getMessage());
      return new CaptureOutcome.Stuck(
          e.reason().isEmpty() ? "CaptureRefused" : e.reason(),
          "It is deleted and held, but cannot be saved: " + e.getMessage(),
          e.mayPass());
    } catch (RuntimeException | StackOverflowError e) {
      // Nobody would learn of a failure that is only tried again. The message names the class
      // only, because the text of an exception may contain values of the object.
      log.warn("{}: cannot be captured: {}", key, PlainText.cut(e.toString(), LONGEST_LOGGED));
      log.debug("{}", key, e);
      return new CaptureOutcome.Stuck(
          "CaptureFailed",
          "It is deleted and held, but cannot be saved so far: the attempt failed with "
              + e.getClass().getSimpleName()
              + ". The log of the operator says more. It is tried again.",
          true);
    }
  }

  private boolean settled(ObjectKey key) {
    stuck.resolved(key);
    awaiting.remove(key);
    return true;
  }
}
