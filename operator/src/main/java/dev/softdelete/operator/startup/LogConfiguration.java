package dev.softdelete.operator.startup;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Configures the log of the program. This is code because reading a configuration file takes a
 * large part of the start time. The system property {@code logback.configurationFile} names a file
 * to use instead.
 */
public final class LogConfiguration extends ContextAwareBase implements Configurator {
  /**
   * One line per message. Text from other sources can neither begin a new line nor send control
   * characters to a terminal.
   */
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level %logger{0}"
          + " %replace(%msg%n%ex{short}){'[\\pC\\pZ]+', ' '}%n%nopex";

  /** The levels that can be set. No level hides why the program ends. */
  static final List<String> LEVELS = List.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE");

  private static volatile boolean used;

  /**
   * Turns this configuration on for this process, before its first log line. Tests have their own
   * log.
   */
  public static void use() {
    used = true;
  }

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (!used || System.getProperty("logback.configurationFile") != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    context.getLogger("io.fabric8.kubernetes.client").setLevel(Level.WARN);
    context.getLogger("io.javaoperatorsdk.operator").setLevel(Level.WARN);
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(level(System.getenv("LOG_LEVEL")));
    root.addAppender(console(context));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** Returns the level, or INFO for an unknown one; {@link Settings} refuses unknown levels. */
  static Level level(String given) {
    return Optional.ofNullable(given)
        .map(level -> level.trim().toUpperCase(Locale.ROOT))
        .filter(LEVELS::contains)
        .map(Level::valueOf)
        .orElse(Level.INFO);
  }

  static ConsoleAppender<ILoggingEvent> console(LoggerContext context) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    var console = new ConsoleAppender<ILoggingEvent>();
    console.setContext(context);
    console.setTarget(ConsoleTarget.SystemErr.getName());
    console.setEncoder(encoder);
    console.start();
    return console;
  }
}
