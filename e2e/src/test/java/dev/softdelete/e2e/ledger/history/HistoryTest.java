package dev.softdelete.e2e.ledger.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final String KEY = "/registry/configmaps/led/a";

  private final History history = new History();

  private void put(long revision, String uid, String more) {
    String json =
        """
        {"kind": "ConfigMap", "metadata": {"name": "a", "namespace": "led", "uid": "%s"}%s}
        """
            .formatted(uid, more);
    history.put(KEY, revision, json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void everyVersionOfAUidIsItsLife() {
    put(5, "u1", "");
    put(7, "u1", ", \"data\": {\"k\": \"v\"}");
    history.delete(KEY, 9);
    List<Life> lives = history.lives();
    assertThat(lives).hasSize(1);
    Life life = lives.getFirst();
    assertThat(life.versions()).extracting(Version::revision).containsExactly(5L, 7L);
    assertThat(life.gone()).isEqualTo(9);
    assertThat(life.aliveAt(8)).isTrue();
    assertThat(life.aliveAt(9)).isFalse();
    assertThat(life.at(6).orElseThrow().revision()).isEqualTo(5);
  }

  @Test
  void theSameNameAgainIsAnotherLife() {
    put(5, "u1", "");
    history.delete(KEY, 6);
    put(7, "u2", "");
    assertThat(history.lives()).extracting(Life::uid).containsExactly("u1", "u2");
    assertThat(history.lives()).extracting(Life::alive).containsExactly(false, true);
    assertThat(history.live("ConfigMap", "led", "a").orElseThrow().revision()).isEqualTo(7);
  }

  @Test
  void whatIsHandedOutDoesNotGoOn() {
    put(5, "u1", "");
    List<Life> before = history.lives();
    put(6, "u1", "");
    assertThat(before.getFirst().versions()).hasSize(1);
    assertThat(history.revision()).isEqualTo(6);
  }

  @Test
  void leasesAndEventsAreNotKept() {
    history.put("/registry/leases/kube-system/a", 5, "no JSON".getBytes(StandardCharsets.UTF_8));
    assertThat(history.lives()).isEmpty();
    assertThat(history.revision()).isEqualTo(5);
  }
}
