package dev.softdelete.operator.leadership;

import static dev.softdelete.operator.wire.Answer.CONFLICT;
import static dev.softdelete.operator.wire.Answer.UNAVAILABLE;
import static dev.softdelete.operator.wire.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.ScriptedApiServer;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("wire")
class LeaseRenewalsWireTest {
  private static final String LEASE =
      "/apis/coordination.k8s.io/v1/namespaces/ours/leases/soft-delete-operator";
  private static final String OTHER =
      "/apis/coordination.k8s.io/v1/namespaces/theirs/leases/soft-delete-operator";
  private static final Answer TAKEN = ok(Json.object());

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  private final AtomicLong now = new AtomicLong();
  private final LeaseRenewals renewals = new LeaseRenewals("ours", now::get);

  @Test
  void theClockStartsWithTheLead() {
    passes(5);
    renewals.begin();
    passes(3);

    assertThat(renewals.sinceTheLast()).isEqualTo(Duration.ofSeconds(3));
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        Arguments.of("PATCH", LEASE, TAKEN, true),
        Arguments.of("PATCH", LEASE, CONFLICT, false),
        Arguments.of("PATCH", LEASE, UNAVAILABLE, false),
        Arguments.of("PATCH", LEASE, Answer.CUT, false),
        Arguments.of("PATCH", OTHER, TAKEN, false),
        Arguments.of("GET", LEASE, TAKEN, false));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void onlyAWriteThatTheApiServerHasTakenRenews(
      String method, String path, Answer answer, boolean renews) {
    server.reset();
    renewals.begin();
    passes(5);

    send(method, path, answer);
    passes(2);

    assertThat(renewals.sinceTheLast()).isEqualTo(Duration.ofSeconds(renews ? 2 : 7));
  }

  private void passes(int seconds) {
    now.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  private void send(String method, String path, Answer answer) {
    server.plan(method + " " + path, answer);
    HttpClient http =
        server
            .client()
            .getHttpClient()
            .newBuilder()
            .addOrReplaceInterceptor("renewals", renewals)
            .build();
    URI uri = URI.create(server.client().getConfiguration().getMasterUrl()).resolve(path);
    var request =
        http.newHttpRequestBuilder()
            .uri(uri)
            .method(method, "application/json", method.equals("GET") ? null : "{}")
            .build();
    var _ = http.sendAsync(request, byte[].class).handle((response, failure) -> true).join();
  }
}
