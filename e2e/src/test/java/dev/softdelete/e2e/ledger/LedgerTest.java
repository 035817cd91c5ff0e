package dev.softdelete.e2e.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The default run is as long as the default tier of the tests allows. */
class LedgerTest {
  private static final int SECONDS = 60;

  @Test
  void everyUidIsWhatItsModelSays() throws Exception {
    Outcome outcome = Ledger.run(Settings.chosen(SECONDS));
    System.out.println(outcome.details());
    System.out.println(outcome.summary());
    assertThat(outcome.unexpected()).withFailMessage(outcome::complaint).isEmpty();
  }
}
