package dev.softdelete.operator.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.ApiServer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tells how the API server is to call our webhook, which is known once the webhook serves, and
 * writes the configurations that make it do so.
 */
public final class WebhookReach {
  private static final Duration SERVES_WITHIN = Duration.ofSeconds(10);

  private final CompletableFuture<ClientConfig> serving = new CompletableFuture<>();
  private final ConfigurationWriter writer;

  public WebhookReach(ApiServer api, ConfigurationMarks marks) {
    this.writer = new ConfigurationWriter(api, marks);
  }

  /** Returns the writer of all webhook configurations. */
  public ConfigurationWriter writer() {
    return writer;
  }

  /**
   * Returns the address of one of our paths and the authorities that are to be trusted there now.
   */
  @FunctionalInterface
  public interface ClientConfig {
    ObjectNode of(String path);
  }

  public void serves(ClientConfig config) {
    serving.complete(config);
  }

  /**
   * Waits briefly for the client configuration. The result is empty if the webhook does not serve.
   */
  public Optional<ClientConfig> await() {
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
