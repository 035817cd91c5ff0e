package dev.softdelete.operator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.kube.KubeObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerSecretTest {
  private static KubeObject secret(String value) {
    String data = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    return KubeObject.parse(
        "{\"data\": {\"secret\": \"%s\"}}".formatted(data).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void isReadFromWhatTheReplicasShare() {
    CallerSecret made = CallerSecret.random();

    assertThat(CallerSecret.in(secret(made.value()))).contains(made);
    assertThat(CallerSecret.mayBe(made.value())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "short", "../../0000000000000000000000000000000000000000000000000000"})
  void whatCanBeGuessedOrIsNoPathIsOfNoUse(String value) {
    assertThat(CallerSecret.in(secret(value))).isEmpty();
    assertThat(CallerSecret.mayBe(value)).isFalse();
  }

  @Test
  void logsDoNotTellIt() {
    CallerSecret made = CallerSecret.random();

    assertThat("called by " + made).doesNotContain(made.value());
  }
}
