package dev.softdelete.operator.volume;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeReportTest {

  @ParameterizedTest
  @CsvSource({
    "bound new's,   Fine",
    "kept old's,    StillKept",
    "bound other's, Without",
    "unclaimed,     Without",
    "gone,          Without",
  })
  void whatBecameOfIt(String volume, String report) {
    assertThat(
            VolumeReport.of("pv", Volumes.volume(volume), Volumes.DELETED, "u-new")
                .getClass()
                .getSimpleName())
        .isEqualTo(report);
  }
}
