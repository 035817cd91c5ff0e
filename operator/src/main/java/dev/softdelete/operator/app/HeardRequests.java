package dev.softdelete.operator.app;

import dev.softdelete.operator.capture.DeleteRequests;
import dev.softdelete.operator.stop.Repeating;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down the requests that only this replica has received through its webhook, whether or not
 * it leads. It is closed after the webhook, and then waits for the last requests: another replica
 * captures these objects in the meantime.
 */
final class HeardRequests implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HeardRequests.class);
  private static final Duration EACH = Duration.ofSeconds(2);
  private static final Duration AT_THE_END = Duration.ofSeconds(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final Repeating timer = Repeating.named("webhook-heard");
  private final DeleteRequests requests;
  private final Runnable attribution;
  private final Runnable notices;

  private HeardRequests(DeleteRequests requests, Runnable attribution, Runnable notices) {
    this.requests = requests;
    this.attribution = attribution;
    this.notices = notices;
  }

  /**
   * Starts the repeated work.
   *
   * @param requests the deletes whose requester is not recorded yet
   * @param attribution writes who deleted an object, as far as its record exists
   * @param notices writes who purged an object, as far as the purge has happened
   */
  static HeardRequests follow(DeleteRequests requests, Runnable attribution, Runnable notices) {
    var heard = new HeardRequests(requests, attribution, notices);
    heard.timer.every(EACH, attribution);
    heard.timer.every(EACH, notices);
    return heard;
  }

  @Override
  public void close() {
    timer.drain(EACH);
    long deadline = System.nanoTime() + AT_THE_END.toNanos();
    try {
      attribution.run();
      while (!requests.all().isEmpty() && System.nanoTime() < deadline) {
        Thread.sleep(LOOK_AGAIN);
        attribution.run();
      }
      notices.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("who asked for the last deletes is not known: {}", e.toString());
    }
  }
}
