package dev.softdelete.operator.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Sends requests, and sends them again where that may help. It does not use the retries of the HTTP
 * client, because these know nothing of the caller and go on after it has given up. A write that is
 * sent so late, after its step was already repeated in another way, would undo later changes.
 */
final class Transport {
  /** Waits before a request is sent again. */
  @FunctionalInterface
  interface Pause {
    void last(Duration duration) throws InterruptedException;
  }

  /**
   * How long an answer may take. The API server itself gives up after a minute, so a longer wait
   * for a lost answer is useless.
   */
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(75);

  private final HttpClient http;
  private final RetryPolicy retries;
  private final Pause pause;

  /** The outcome of sending a request once: one of the two is null. */
  private record Answer(HttpResponse<byte[]> response, UncheckedIOException failure) {}

  Transport(KubernetesClient client, RetryPolicy retries, Pause pause) {
    RequestConfig once =
        new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
            .withRequestRetryBackoffLimit(0)
            .build();
    this.http = client.getHttpClient().newBuilder().tag(once).build();
    this.retries = retries;
    this.pause = pause;
  }

  HttpRequest.Builder request() {
    return http.newHttpRequestBuilder().timeout(ANSWERED_WITHIN.toSeconds(), TimeUnit.SECONDS);
  }

  /**
   * Returns the last answer, whatever its code. Afterwards no request is in progress, except one
   * that was not answered in time.
   *
   * @throws UncheckedIOException when there is no answer
   */
  HttpResponse<byte[]> send(HttpRequest request) {
    long begun = System.nanoTime();
    for (int sent = 1; ; sent++) {
      Answer answer = once(request, ANSWERED_WITHIN.minus(since(begun)));
      Optional<Duration> again = again(answer, sent, since(begun));
      if (again.isEmpty() || !paused(again.get())) {
        if (answer.failure() != null) {
          throw answer.failure();
        }
        return answer.response();
      }
    }
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private Answer once(HttpRequest request, Duration within) {
    try {
      return new Answer(
          http.sendAsync(request, byte[].class)
              .orTimeout(within.toMillis(), TimeUnit.MILLISECONDS)
              .get(),
          null);
    } catch (ExecutionException e) {
      return new Answer(null, new UncheckedIOException(unreachable(e.getCause())));
    } catch (InterruptedException e) {
      // The program stops. The next replica continues the work, as after a crash.
      Thread.currentThread().interrupt();
      return new Answer(null, new UncheckedIOException(new InterruptedIOException("interrupted")));
    } catch (IllegalStateException | RejectedExecutionException e) {
      // The client was closed, or is closed during the wait.
      return new Answer(null, new UncheckedIOException(unreachable(e)));
    }
  }

  private static IOException unreachable(Throwable cause) {
    var exception = new ConnectException("the API server cannot be reached: " + cause);
    exception.initCause(cause);
    return exception;
  }

  private Optional<Duration> again(Answer answer, int sent, Duration since) {
    if (answer.failure() == null) {
      HttpResponse<byte[]> response = answer.response();
      return retries.afterAnswer(
          sent, since, response.code(), Optional.ofNullable(response.header("Retry-After")));
    }
    boolean broken = answer.failure().getCause().getCause() instanceof IOException;
    return broken ? retries.afterBreak(sent, since) : Optional.empty();
  }

  /** Waits. Returns false when the thread must end; then the present answer is final. */
  private boolean paused(Duration duration) {
    try {
      pause.last(duration);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
