package dev.softdelete.operator;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * When the lease was renewed last. The election itself looks at its time between two requests only,
 * and one that is not answered takes longer than another replica waits.
 */
final class LeaseRenewals implements Interceptor {
  private static final Set<String> WRITES = Set.of("PUT", "PATCH");

  private final String path;
  private final LongSupplier nanoTime;
  private volatile long sent;
  private volatile long renewed;

  /**
   * None yet.
   *
   * @param namespace where the lease is
   * @param nanoTime as {@link System#nanoTime()}
   */
  LeaseRenewals(String namespace, LongSupplier nanoTime) {
    this.path = LeaderLease.path(namespace);
    this.nanoTime = nanoTime;
  }

  /** We lead from now on. */
  void begin() {
    renewed = nanoTime.getAsLong();
  }

  /** Since the last one was sent that the API server has taken. */
  Duration sinceTheLast() {
    return Duration.ofNanos(nanoTime.getAsLong() - renewed);
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    if (renews(request)) {
      sent = nanoTime.getAsLong();
    }
  }

  /** The election sends the next one when it knows what became of this one. */
  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    if (response.isSuccessful() && renews(request)) {
      renewed = sent;
    }
  }

  private boolean renews(HttpRequest request) {
    return WRITES.contains(request.method()) && request.uri().getPath().endsWith(path);
  }
}
