package dev.softdelete.e2e;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Makes tests poll often for what happens soon, and rarely for what takes long, because each poll
 * puts load on the cluster.
 */
public final class PatientPolling implements BeforeAllCallback {
  private static final Duration FIRST = Duration.ofMillis(60);
  private static final Duration LONGEST = Duration.ofMillis(600);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultPollDelay(FIRST);
    Awaitility.setDefaultPollInterval(IterativePollInterval.iterative(PatientPolling::next, FIRST));
  }

  private static Duration next(Duration before) {
    Duration longer = before.multipliedBy(3).dividedBy(2);
    return longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
  }
}
