package dev.softdelete.operator.leadership;

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
 * Knows when the lease was last renewed. The election checks its deadline only between two
 * requests, and an unanswered request can take longer than another replica waits for the lease.
 */
public final class LeaseRenewals implements Interceptor {
  private static final Set<String> WRITES = Set.of("PUT", "PATCH");

  private final String path;
  private final LongSupplier nanoTime;
  private volatile long sent;
  private volatile long renewed;

  /**
   * Starts without any renewal.
   *
   * @param namespace the namespace of the lease
   * @param nanoTime a clock such as {@link System#nanoTime()}
   */
  public LeaseRenewals(String namespace, LongSupplier nanoTime) {
    this.path = LeaderLease.path(namespace);
    this.nanoTime = nanoTime;
  }

  /** Notes that this replica leads from now on. */
  void begin() {
    renewed = nanoTime.getAsLong();
  }

  /** Returns the time since the last accepted renewal was sent. */
  Duration sinceTheLast() {
    return Duration.ofNanos(nanoTime.getAsLong() - renewed);
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    if (renews(request)) {
      sent = nanoTime.getAsLong();
    }
  }

  /**
   * Notes an accepted renewal. The election sends the next renewal only after the outcome of this
   * one is known, so {@code sent} belongs to this one.
   */
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
