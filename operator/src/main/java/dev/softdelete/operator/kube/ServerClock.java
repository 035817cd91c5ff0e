package dev.softdelete.operator.kube;

import io.fabric8.kubernetes.client.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Measures how far this machine's clock is from the API server's clock, by the Date header of its
 * answers.
 */
public final class ServerClock {
  private final Clock local;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  public ServerClock(Clock local) {
    this.local = local;
  }

  void observe(HttpResponse<?> answer) {
    String date = answer.header("Date");
    if (date != null) {
      try {
        observe(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      } catch (DateTimeParseException e) {
        // A proxy between us and the API server wrote the header, and its clock does not matter.
      }
    }
  }

  void observe(Instant serverDate) {
    ahead.set(Duration.between(serverDate, local.instant()));
  }

  /** Returns the API server's time by its last answer, exact to about a second. */
  public Instant now() {
    return local.instant().minus(ahead.get());
  }

  /**
   * Returns how far the local clock is ahead of the API server's clock; negative when it is behind.
   */
  public Duration ahead() {
    return ahead.get();
  }
}
