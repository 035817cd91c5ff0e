package dev.softdelete.operator.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How the API server is told to call our webhook: known once that serves. */
public final class WebhookReach {
  private static final Duration SERVES_WITHIN = Duration.ofSeconds(10);

  private final CompletableFuture<ClientConfig> serving = new CompletableFuture<>();

  /** The address of a path of ours, and the authorities to trust there by now. */
  @FunctionalInterface
  public interface ClientConfig {
    ObjectNode of(String path);
  }

  public void serves(ClientConfig config) {
    serving.complete(config);
  }

  /** Waits a moment for it; empty when the webhook does not serve. */
  Optional<ClientConfig> await() {
    try {
      return Optional.of(serving.get(SERVES_WITHIN.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
