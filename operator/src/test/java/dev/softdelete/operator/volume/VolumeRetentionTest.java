package dev.softdelete.operator.volume;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeRetentionTest {

  @ParameterizedTest
  @CsvSource({
    "bound old's,        Retain",
    "deleting old's,     Retain",
    "kept bound old's,   Stays",
    "retain bound old's, Stays",
    "bound other's,      NotItsVolume",
    "kept other's,       NotItsVolume",
    "named ns data,      NotItsVolume",
    "unclaimed,          NotItsVolume",
  })
  void whatACaptureDoes(String volume, String does) {
    assertThat(
            VolumeRetention.of(Volumes.volume(volume).orElseThrow(), "u-old")
                .getClass()
                .getSimpleName())
        .isEqualTo(does);
  }

  @Test
  void retainingNotesTheOldPolicyAndHoldsOnlyForWhatWasSeen() {
    assertThat(Volumes.volume("bound old's").orElseThrow().retaining())
        .isEqualTo(
            Volumes.object(
                    """
                    {"metadata": {"resourceVersion": "7",
                                  "annotations": {"softdelete.dev/reclaim-policy": "Delete"}},
                     "spec": {"persistentVolumeReclaimPolicy": "Retain"}}
                    """)
                .json());
  }

  @ParameterizedTest
  @CsvSource({"bound old's, Delete", "kept old's, Delete", "retain old's, Retain"})
  void theOldPolicyIsKnownBeforeAndAfter(String volume, String policy) {
    assertThat(Volumes.volume(volume).orElseThrow().formerPolicy()).isEqualTo(policy);
  }

  @Test
  void aPolicyThatIsNoneIsNotGivenBack() {
    var forged =
        new Volume(
            Volumes.object(
                """
                {"metadata": {"annotations": {"softdelete.dev/reclaim-policy": "Explode"}},
                 "spec": {"persistentVolumeReclaimPolicy": "Retain"}}
                """));

    assertThat(forged.kept()).isFalse();
    assertThat(forged.formerPolicy()).isEqualTo("Retain");
  }
}
