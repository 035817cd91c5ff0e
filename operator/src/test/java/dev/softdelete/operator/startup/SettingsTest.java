package dev.softdelete.operator.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.softdelete.operator.purge.MassPurge;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  @Test
  void haveDefaults() {
    Settings settings = Settings.of(Map.of());

    assertThat(settings.namespace()).isEqualTo("soft-delete-system");
    assertThat(settings.httpPort()).isEqualTo(8080);
    assertThat(settings.identity()).isEqualTo("local-8080");
    assertThat(settings.pace()).isEqualTo(new MassPurge.Pace(100, Duration.ofMinutes(15)));
    assertThat(settings.loginTrustedFor()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void massPurgesAreSlowedAsTheChartSays() {
    Map<String, String> environment = Map.of("PURGE_AT_ONCE", "5", "PURGE_MASS_DELAY", "1h30m");

    assertThat(Settings.of(environment).pace())
        .isEqualTo(new MassPurge.Pace(5, Duration.ofMinutes(90)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "Indefinite", "15"})
  void whatIsNoDelayIsRefusedByName(String delay) {
    assertThatThrownBy(() -> Settings.of(Map.of("PURGE_MASS_DELAY", delay)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PURGE_MASS_DELAY");
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP_PORT, 65536",
    "WEBHOOK_PORT, 99999",
    "SWEEPS_PER_SECOND, 0",
    "OPERATOR_NAMESPACE, Not A Name",
    "WEBHOOK_URL, http://plain.example",
    "WEBHOOK_URL, https://no host",
    "RESTORE_LOGIN_TRUSTED_FOR, soon",
    "RESTORE_LOGIN_TRUSTED_FOR, 0s",
    "RESTORE_LOGIN_TRUSTED_FOR, 61m",
    "STUCK_AFTER, soon",
    "STUCK_AFTER, 0s",
    "STUCK_AFTER, 999ms",
    "LOG_LEVEL, OFF",
    "LOG_LEVEL, verbose",
    "HTTP_PORT, 9443",
    "WEBHOOK_PORT, 8080",
  })
  void whatIsOfNoUseIsRefusedByName(String variable, String value) {
    assertThatThrownBy(() -> Settings.of(Map.of(variable, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(variable);
  }

  @Test
  void thePodsNameTellsReplicasApart() {
    Map<String, String> environment = Map.of("POD_NAME", "operator-x", "HOSTNAME", "host");

    assertThat(Settings.of(environment).identity()).isEqualTo("operator-x");
  }

  @Test
  void anEmptyNameIsNone() {
    assertThat(Settings.of(Map.of("POD_NAME", " ", "HOSTNAME", "")).identity())
        .isEqualTo("local-8080");
  }

  @Test
  void onAnyFreePortTwoHaveNotOneIdentity() {
    Map<String, String> environment = Map.of("HOSTNAME", "host", "HTTP_PORT", "0");

    assertThat(Settings.of(environment).identity())
        .startsWith("host-")
        .isNotEqualTo(Settings.of(environment).identity());
  }

  @Test
  void outsideAClusterTheHostAndThePortDo() {
    Map<String, String> environment = Map.of("HOSTNAME", "host", "HTTP_PORT", " 9 ");

    assertThat(Settings.of(environment).identity()).isEqualTo("host-9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"eighty", "-1", "80.5"})
  void whatIsNoPortIsRefusedByName(String port) {
    assertThatThrownBy(() -> Settings.of(Map.of("HTTP_PORT", port)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("HTTP_PORT")
        .hasMessageContaining(port);
  }
}
