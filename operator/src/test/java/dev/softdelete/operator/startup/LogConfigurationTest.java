package dev.softdelete.operator.startup;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogConfigurationTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:34:56.789Z");

  @Test
  void aLineIsOneLineWhateverIsInIt() {
    assertThat(line("a\nb\tc \u001b[31m\u2028d", null))
        .isEqualTo("2026-11-24T12:34:56.789Z WARN  Some a b c [31m d \n");
  }

  @Test
  void anExceptionIsOnTheSameLine() {
    assertThat(line("failed", new IllegalStateException("why")))
        .startsWith(
            "2026-11-24T12:34:56.789Z WARN  Some failed java.lang.IllegalStateException: why at ")
        .matches("[^\n]*\n");
  }

  @Test
  void doesNotTakeOverTheLogOfTests() {
    var context = new LoggerContext();

    new LogConfiguration().configure(context);

    assertThat(context.getLogger("ROOT").iteratorForAppenders().hasNext()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"DEBUG, DEBUG", "' warn ', WARN", "OFF, INFO", "verbose, INFO", "'', INFO", ", INFO"})
  void noLevelHidesWhyTheProgramEnds(String given, String used) {
    assertThat(LogConfiguration.level(given)).hasToString(used);
  }

  private static String line(String message, Throwable thrown) {
    var context = new LoggerContext();
    var event =
        new LoggingEvent(
            "", context.getLogger("dev.softdelete.Some"), Level.WARN, message, thrown, null);
    event.setInstant(NOW);
    return new String(
        LogConfiguration.console(context).getEncoder().encode(event), StandardCharsets.UTF_8);
  }
}
