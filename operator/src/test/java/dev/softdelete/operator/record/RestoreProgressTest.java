package dev.softdelete.operator.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceStatus;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.Conditions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RestoreProgressTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aRecordWithoutTheConditionWasNotTried() {
    assertThat(RestoreProgress.of(new DeletedResource())).isEqualTo(new RestoreProgress.NotTried());
  }

  @Test
  void theConditionTellsHowFarTheRestoreIs() {
    assertThat(progress(false, "Restoring")).isEqualTo(new RestoreProgress.Creating());
    assertThat(progress(false, "RestoringGroup")).isEqualTo(new RestoreProgress.GroupFollows());
    assertThat(progress(true, "Restored")).isEqualTo(new RestoreProgress.Done(NOW, false));
  }

  @ParameterizedTest
  @EnumSource(RestoreFailure.Reason.class)
  void aRefusalHasItsReason(RestoreFailure.Reason reason) {
    assertThat(progress(false, reason.name()))
        .isEqualTo(new RestoreProgress.Refused(Optional.of(reason), NOW, reason + ": why"));
  }

  @Test
  void aReasonOfAnotherVersionIsARefusalToo() {
    assertThat(progress(false, "RestoringTooSlowly"))
        .isEqualTo(new RestoreProgress.Refused(Optional.empty(), NOW, "RestoringTooSlowly: why"));
  }

  private static RestoreProgress progress(boolean status, String reason) {
    var record = new DeletedResource();
    var condition = Conditions.of("Restored", status, reason, "why");
    record.setStatus(
        new DeletedResourceStatus(
            State.RESTORING, null, Conditions.with(List.of(), condition, NOW)));
    return RestoreProgress.of(record);
  }
}
