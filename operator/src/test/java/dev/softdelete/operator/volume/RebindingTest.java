package dev.softdelete.operator.volume;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RebindingTest {

  @ParameterizedTest
  @CsvSource({
    "kept old's,              gone,        alive,    Bind",
    "retain old's,            gone,        alive,    Bind",
    "named ns data,           gone,        alive,    Bind",
    "named elsewhere data-2,  gone,        alive,    Bind",
    "named ns data-2,         gone,        alive,    Settled",
    "kept deleting old's,     bound old's, alive,    Wait",
    "kept other's,            bound old's, alive,    Settled",
    "unclaimed,               bound old's, alive,    Settled",
    "gone,                    bound old's, alive,    CreateAgain",
    "gone,                    gone,        alive,    Settled",
    "kept new's,              gone,        alive,    Wait",
    "kept bound new's,        gone,        alive,    GiveBack",
    "kept deleting bound new's, gone,      alive,    GiveBack",
    "retain new's,            gone,        alive,    Settled",
    "bound new's,             gone,        alive,    Settled",
    "kept new's,              gone,        deleting, Wait",
    "kept bound new's,        gone,        deleting, GiveBack",
    "kept new's,              gone,        held,     Settled",
    "kept bound new's,        gone,        held,     Settled",
    "kept old's,              gone,        held,     Bind",
    "gone,                    bound old's, held,     CreateAgain",
  })
  void whatComesNext(String volume, String was, String claim, String next) {
    assertThat(
            Rebinding.next(
                    Volumes.volume(volume),
                    Volumes.volume(was),
                    Volumes.DELETED,
                    Volumes.claim(claim))
                .getClass()
                .getSimpleName())
        .isEqualTo(next);
  }

  @Test
  void itIsBoundToThatVeryClaim() {
    assertThat(Volumes.volume("kept old's").orElseThrow().boundTo(Volumes.claim("alive")))
        .isEqualTo(
            Volumes.object(
                    """
                    {"metadata": {"resourceVersion": "7"},
                     "spec": {"claimRef": {"namespace": "elsewhere", "name": "data-2",
                                           "uid": "u-new", "resourceVersion": null}}}
                    """)
                .json());
  }

  @Test
  void whoeverSetItToDeleteMeanwhileDoesNotEndIt() {
    assertThat(
            Volumes.volume("old's")
                .orElseThrow()
                .boundTo(Volumes.claim("alive"))
                .at("/spec/persistentVolumeReclaimPolicy")
                .asText())
        .isEqualTo("Retain");
  }

  @Test
  void theOldPolicyComesBackAndTheNoteGoes() {
    assertThat(Volumes.volume("kept bound new's").orElseThrow().givenBack())
        .isEqualTo(
            Volumes.object(
                    """
                    {"metadata": {"resourceVersion": "7",
                                  "annotations": {"softdelete.dev/reclaim-policy": null}},
                     "spec": {"persistentVolumeReclaimPolicy": "Delete"}}
                    """)
                .json());
  }
}
