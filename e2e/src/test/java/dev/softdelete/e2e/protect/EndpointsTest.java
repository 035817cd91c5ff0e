package dev.softdelete.e2e.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.OperatorProcess;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndpointsTest {
  private final String ns = Objects.namespace();

  @AfterEach
  void uncover() {
    Policies.abandon(ns);
  }

  @Test
  void areAliveBeforeTheyAreReadyAndReadyOnceEveryPolicyIsInForceOrReported() {
    Policies.apply(
        ns,
        """
          resources: [{apiGroups: [nowhere.example.com], resources: [gadgets]}]
          matchConditions: [{name: broken, expression: "object.("}]
        """);
    Policies.awaitObserved(ns);
    OperatorProcess operator = Cluster.operator();
    operator.kill();

    operator.start();

    await().pollInterval(Duration.ofMillis(20)).until(() -> code(operator, "/healthz") == 200);
    assertThat(code(operator, "/readyz")).isEqualTo(503);
    operator.awaitReady();
    assertThat(Policies.ready(ns, "reason")).isEqualTo("InvalidExpression");
  }

  @Test
  void tellWhatWasCaptured() {
    assertThat(Cluster.operator().metrics()).contains("softdelete_capture_stuck");
  }

  private static int code(OperatorProcess operator, String path) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(operator.endpoint(path)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (java.io.IOException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
