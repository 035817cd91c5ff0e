package dev.softdelete.operator.observe;

import static dev.softdelete.operator.wire.Answer.CONFLICT;
import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.TOO_MANY;
import static dev.softdelete.operator.wire.Answer.UNAVAILABLE;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;
import static dev.softdelete.operator.wire.Row.thrice;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.admission.PolicyFixture;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a replica has counted is in the status once, whatever the API server answers. */
@Tag("wire")
class ObservationReportsWireTest {
  private static final String PATH = "/apis/softdelete.dev/v1/softdeletepolicies/p";
  private static final String GET = "GET " + PATH;
  private static final String WRITE = "PATCH " + PATH + "/status";
  private static final SoftDeletePolicy POLICY = policy("Observe");

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  private final AtomicBoolean leading = new AtomicBoolean();
  private final AtomicLong nanos = new AtomicLong();
  private final Observations observations =
      new Observations(() -> List.of(POLICY), new SimpleMeterRegistry());
  private final ObservationReports reports =
      new ObservationReports(
          server.api(),
          observations,
          leading::get,
          () -> Instant.parse("2026-12-01T10:00:00Z"),
          nanos::get);

  static Stream<Row> oneCapture() {
    Answer present = ok(Json.tree(POLICY));
    return Stream.of(
        row("written", "done", on(GET, present), on(WRITE, present)),
        row("the policy is gone", "done", on(GET, NOT_FOUND)),
        row("it went meanwhile", "done", on(GET, present), on(WRITE, NOT_FOUND)),
        row("it enforces now", "done", on(GET, ok(Json.tree(policy("Enforce"))))),
        row("it was edited", "done", on(GET, ok(edited()))),
        row(
            "another replica wrote meanwhile",
            "done",
            on(GET, present),
            on(WRITE, CONFLICT),
            on(GET, present),
            on(WRITE, present)),
        row(
            "others write all the time",
            "ApiException 409",
            on(GET, present),
            on(WRITE, CONFLICT),
            on(GET, present),
            on(WRITE, CONFLICT),
            on(GET, present),
            on(WRITE, CONFLICT)),
        thrice("503", "ApiException 503", GET, UNAVAILABLE),
        thrice("429", "ApiException 429", GET, TOO_MANY));
  }

  @ParameterizedTest
  @MethodSource
  void oneCapture(Row row) {
    observations.captured(POLICY, "secrets", "shop", false, 100);

    server.play(row, this::run);
  }

  @Test
  void aReportWhoseAnswerWasLostIsNotAddedAgain() {
    server.reset();
    observations.captured(POLICY, "secrets", "shop", false, 100);
    server.plan(GET, ok(Json.tree(POLICY)));
    server.plan(WRITE, ok(Json.tree(POLICY)).lost());
    server.plan(WRITE, CONFLICT);
    server.plan(GET, ok(ObservationReportsWireTest::withReport));

    assertThat(run()).isEqualTo("done");

    assertThat(server.sent()).containsExactly(GET, WRITE, WRITE, GET);
    assertThat(run()).isEqualTo("done");
    assertThat(server.sent()).hasSize(4);
  }

  @Test
  void whatCouldNotBeWrittenIsWrittenLaterTogetherWithNothingElse() {
    server.reset();
    observations.captured(POLICY, "secrets", "shop", false, 100);
    for (int i = 0; i < 3; i++) {
      server.plan(GET, UNAVAILABLE);
    }
    try {
      reports.run();
    } catch (RuntimeException e) {
      // The next run tries again.
    }
    observations.captured(POLICY, "secrets", "shop", false, 100);
    for (int i = 0; i < 2; i++) {
      server.plan(GET, ok(Json.tree(POLICY)));
      server.plan(WRITE, ok(Json.tree(POLICY)));
    }

    reports.run();
    reports.run();

    assertThat(server.bodies(WRITE))
        .extracting(body -> Json.parse(bytes(body)).at("/status/observation/captured").asLong())
        .containsExactly(1L, 1L);
  }

  @Test
  void theWriteDependsOnTheVersionAndLeavesNothingOfAnEarlierForecast() {
    server.reset();
    observations.captured(POLICY, "secrets", "shop", false, 100);
    server.plan(GET, ok(Json.tree(POLICY)));
    server.plan(WRITE, ok(Json.tree(POLICY)));

    reports.run();

    JsonNode patch = Json.parse(bytes(server.bodies(WRITE).getFirst()));
    assertThat(patch.at("/metadata/resourceVersion").asText()).isEqualTo("5");
    assertThat(patch.at("/status").properties()).hasSize(1);
    assertThat(patch.at("/status/observation/forecast").has("records")).isTrue();
  }

  @Test
  void onlyTheLeaderCountsTheTimeAndItWritesOnceAMinuteAtMostWithoutNews() {
    server.reset();
    run();
    assertThat(server.sent()).isEmpty();

    leading.set(true);
    written();
    run();
    nanos.addAndGet(Duration.ofSeconds(59).toNanos());
    run();
    assertThat(server.sent()).containsExactly(GET, WRITE);

    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    written();
    run();
    assertThat(server.bodies(WRITE))
        .extracting(
            body -> Json.parse(bytes(body)).at("/status/observation/observedSeconds").asLong())
        .containsExactly(0L, 60L);
  }

  private static void written() {
    server.plan(GET, ok(Json.tree(POLICY)));
    server.plan(WRITE, ok(Json.tree(POLICY)));
  }

  private String run() {
    reports.run();
    return "done";
  }

  /** Returns the policy as the write that was lost has left it. */
  private static JsonNode withReport() {
    JsonNode patch = Json.parse(bytes(server.bodies(WRITE).getFirst()));
    ObjectNode live = Json.tree(POLICY);
    live.set("status", patch.path("status"));
    return live;
  }

  private static JsonNode edited() {
    SoftDeletePolicy edited = policy("Observe");
    edited.getMetadata().setGeneration(2L);
    return Json.tree(edited);
  }

  private static SoftDeletePolicy policy(String enforcement) {
    SoftDeletePolicy policy =
        PolicyFixture.policy(
            """
            {"resources": [{"apiGroups": [""], "resources": ["secrets"]}], "enforcement": "%s",
             "retention": "Indefinite"}
            """
                .formatted(enforcement));
    policy.getMetadata().setResourceVersion("5");
    return policy;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
