package dev.softdelete.e2e.survival;

import static dev.softdelete.e2e.survival.Trial.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import io.fabric8.kubernetes.api.model.Condition;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("delivery")
class ClockSkewTest {

  @Test
  void anOperatorWhoseClockDisagreesWithTheApiServersPurgesNothingAndSaysSo() throws IOException {
    try (var operator = FaultyOperator.begin();
        Trial trial = Trial.begin("  retention: 1h\n")) {
      DeletedResource record = trial.createAndDelete("skewed");
      operator.proxy().skew(Duration.ofHours(2));
      // These writes make the operator see the clock and check its records again, apparently two
      // hours later.
      trial.createAndDelete("other");
      trial.kubectl("label", "deleted", record.getMetadata().getName(), "look=again");

      eventually(
          () ->
              assertThat(purged(trial.onlyRecord("skewed")))
                  .isEqualTo(
                      "False: The operator's clock is 120 minutes behind the API server's, so"
                          + " nothing is purged. Set both clocks right (NTP); purging goes on by"
                          + " itself."));
      assertThat(trial.snapshots(record.getSpec().resource().uid())).hasSize(1);

      operator.proxy().skew(Duration.ZERO);
      trial.kubectl(
          "patch",
          "deleted",
          record.getMetadata().getName(),
          "--type=merge",
          "-p",
          "{\"spec\":{\"purgeTime\":\"%s\"}}"
              .formatted(java.time.Instant.parse(record.getSpec().deletionTime()).plusSeconds(1)));
      eventually(() -> assertThat(trial.records(trial.namespace(), "skewed")).isEmpty());
    }
  }

  private static String purged(DeletedResource record) {
    return record.getStatus().conditions() == null
        ? ""
        : record.getStatus().conditions().stream()
            .filter(c -> c.getType().equals("Purged"))
            .map((Condition c) -> c.getStatus() + ": " + c.getMessage())
            .findFirst()
            .orElse("");
  }
}
