package dev.softdelete.operator.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.KeptVolume;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisposalTest {

  @ParameterizedTest
  @CsvSource({
    "kept old's,                Delete, GiveBack",
    "kept bound old's,          Delete, GiveBack",
    "kept deleting old's,       Delete, Wait",
    "kept deleting bound old's, Delete, GiveBack",
    "old's,                     Delete, Leave",
    "retain old's,              Retain, Leave",
    "retain old's,              Delete, Leave",
    "kept bound new's,          Delete, Leave",
    "kept other's,              Delete, Leave",
    "kept named ns data,        Delete, Leave",
    "unclaimed,                 Delete, Leave",
    "gone,                      Delete, CreateReleased",
    "gone,                      Retain, Leave",
    "gone,                      Recycle, Leave",
  })
  void whatAPurgeDoes(String volume, String policy, String does) {
    var kept = new KeptVolume("pv", "p-1", policy, "1Mi");

    assertThat(Disposal.of(Volumes.volume(volume), kept, "u-old").getClass().getSimpleName())
        .isEqualTo(does);
  }
}
