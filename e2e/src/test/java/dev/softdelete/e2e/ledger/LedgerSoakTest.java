package dev.softdelete.e2e.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Runs the ledger for an hour, in rounds. Each round has the next seed and its own control plane.
 */
@Tag("soak")
class LedgerSoakTest {
  private static final Duration ALL = Duration.ofHours(1);
  private static final int SECONDS_OF_A_ROUND = 300;

  @Test
  @Timeout(value = 100, unit = TimeUnit.MINUTES)
  void everyUidIsWhatItsModelSaysForAnHour() throws Exception {
    Settings settings = Settings.chosen(SECONDS_OF_A_ROUND);
    Instant end = Instant.now().plus(ALL);
    List<String> summaries = new ArrayList<>();
    List<String> complaints = new ArrayList<>();
    while (Instant.now().isBefore(end)) {
      Outcome outcome = Ledger.run(settings);
      System.out.println(outcome.details());
      System.out.println(outcome.summary());
      summaries.add(outcome.summary());
      if (!outcome.unexpected().isEmpty()) {
        complaints.add(outcome.complaint());
      }
      settings = settings.next();
    }
    assertThat(complaints).as(String.join("\n", summaries)).isEmpty();
  }
}
