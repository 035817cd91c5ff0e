package dev.softdelete.operator.webhook.tls;

import static dev.softdelete.operator.wire.Answer.ALREADY_EXISTS;
import static dev.softdelete.operator.wire.Answer.CONFLICT;
import static dev.softdelete.operator.wire.Answer.CUT;
import static dev.softdelete.operator.wire.Answer.EXPIRED;
import static dev.softdelete.operator.wire.Answer.INVALID;
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
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A replica serves the certificate in the Secret, whichever replica wrote it and whatever answers
 * the writes got.
 */
@Tag("wire")
class CertificateStoreWireTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final List<String> HOSTS = List.of("soft-delete-webhook.ours.svc");
  private static final String SECRETS = "/api/v1/namespaces/ours/secrets";
  private static final String GET = "GET " + SECRETS + "/" + CertificateSecret.NAME;
  private static final String CREATE = "POST " + SECRETS;
  private static final String PATCH = "PATCH " + SECRETS + "/" + CertificateSecret.NAME;

  private static final ServingCertificate GOOD = CertificateMaker.USUAL.make(HOSTS, NOW);
  private static final ServingCertificate OLD =
      new CertificateMaker(Duration.ofDays(90)).make(HOSTS, NOW.minus(Duration.ofDays(80)));
  private static final Answer THEIRS = ok(secret(GOOD, Optional.empty()));
  private static final Answer DUE = ok(secret(OLD, Optional.empty()));
  private static final Answer STAGED = ok(secret(OLD, Optional.of(GOOD)));

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  static Stream<Row> made() {
    Answer taken = ok(() -> written(CREATE));
    return Stream.of(
            row("made", "a new one, stored", on(CREATE, taken)),
            row("404, no namespace", "ApiException 404", on(CREATE, NOT_FOUND)),
            row(
                "409 AlreadyExists: another replica's",
                "the good one",
                on(CREATE, ALREADY_EXISTS),
                on(GET, THEIRS)),
            row(
                "409 Conflict, and there is none",
                "a new one, stored",
                on(CREATE, CONFLICT),
                on(GET, NOT_FOUND),
                on(CREATE, taken)),
            row(
                "409 of a webhook, without end",
                "ApiException 409",
                on(CREATE, CONFLICT.byWebhook()),
                on(GET, NOT_FOUND),
                on(CREATE, CONFLICT.byWebhook()),
                on(GET, NOT_FOUND),
                on(CREATE, CONFLICT.byWebhook())),
            row("410", "ApiException 410", on(CREATE, EXPIRED)),
            row("422", "ApiException 422", on(CREATE, INVALID)),
            row("429 once", "a new one, stored", on(CREATE, TOO_MANY), on(CREATE, taken)),
            thrice("429", "ApiException 429", CREATE, TOO_MANY),
            row("503 once", "a new one, stored", on(CREATE, UNAVAILABLE), on(CREATE, taken)),
            thrice("503", "ApiException 503", CREATE, UNAVAILABLE),
            row("cut once", "a new one, stored", on(CREATE, CUT), on(CREATE, taken)),
            thrice("cut", "UncheckedIOException", CREATE, CUT),
            row(
                "lost: what exists is its own",
                "a new one, stored",
                on(CREATE, taken.lost()),
                on(CREATE, ALREADY_EXISTS),
                on(GET, taken)),
            thrice("lost each time", "UncheckedIOException", CREATE, taken.lost()))
        .map(row -> row.after(on(GET, NOT_FOUND)));
  }

  @ParameterizedTest
  @MethodSource
  void made(Row row) {
    server.play(row, () -> describe(advance(Optional.empty())));
  }

  static Stream<Row> staged() {
    Answer taken = ok(() -> written(PATCH));
    return Stream.of(
            row("staged", "the old one, a new one next, stored", on(PATCH, taken)),
            row(
                "404: deleted meanwhile",
                "the old one, a new one next, stored",
                on(PATCH, NOT_FOUND),
                on(GET, NOT_FOUND),
                on(CREATE, ok(() -> written(CREATE)))),
            row(
                "409 Conflict: staged by another replica",
                "the old one, the good one next",
                on(PATCH, CONFLICT),
                on(GET, STAGED)),
            row(
                "409, without end",
                "ApiException 409",
                on(PATCH, CONFLICT),
                on(GET, DUE),
                on(PATCH, CONFLICT),
                on(GET, DUE),
                on(PATCH, CONFLICT)),
            row("410", "ApiException 410", on(PATCH, EXPIRED)),
            row("422", "ApiException 422", on(PATCH, INVALID)),
            row(
                "429 once",
                "the old one, a new one next, stored",
                on(PATCH, TOO_MANY),
                on(PATCH, taken)),
            thrice("503", "ApiException 503", PATCH, UNAVAILABLE),
            thrice("cut", "UncheckedIOException", PATCH, CUT),
            row(
                "lost: it has another version by now",
                "the old one, a new one next, stored",
                on(PATCH, taken.lost()),
                on(PATCH, CONFLICT),
                on(GET, ok(() -> written(PATCH)))))
        .map(row -> row.after(on(GET, DUE)));
  }

  @ParameterizedTest
  @MethodSource
  void staged(Row row) {
    server.play(row, () -> describe(advance(Optional.of(OLD))));
    assertThat(server.bodies(PATCH))
        .allSatisfy(body -> assertThat(body).contains("\"resourceVersion\":\"7\""));
  }

  /** The webhook serves after every failure, with a new certificate that is not stored. */
  static Stream<Row> first() {
    return Stream.of(
        row("404", "a new one", on(GET, NOT_FOUND), on(CREATE, INVALID)),
        row("409", "a new one", on(GET, CONFLICT)),
        row("410", "a new one", on(GET, EXPIRED)),
        row("422", "a new one", on(GET, INVALID)),
        thrice("429", "a new one", GET, TOO_MANY),
        thrice("503", "a new one", GET, UNAVAILABLE),
        row("what is stored", "the good one", on(GET, THEIRS)));
  }

  @ParameterizedTest
  @MethodSource
  void first(Row row) {
    server.play(row, () -> name(store().first(NOW)));
  }

  @Test
  void servesWhatItMakesWhereItIsNotAnswered() {
    for (Answer answer : List.of(CUT, THEIRS.lost(), THEIRS.truncated())) {
      server.playUnanswered(GET, answer, "a new one", () -> name(store().first(NOW)));
      server.playUnanswered(GET, answer, "UncheckedIOException", () -> advance(Optional.of(OLD)));
    }
  }

  private static CertificateStore store() {
    return new CertificateStore(server.api(), "ours", HOSTS);
  }

  private static CertificateSecret advance(Optional<ServingCertificate> inUse) {
    return store().advance(inUse, NOW, next -> false);
  }

  /** Describes the certificates, and whether the last write contains them. */
  private static String describe(CertificateSecret secret) {
    String text =
        name(secret.current().orElseThrow())
            + secret.next().map(next -> ", " + name(next) + " next").orElse("");
    return text.contains("new") && sameAsLastWritten(secret) ? text + ", stored" : text;
  }

  private static boolean sameAsLastWritten(CertificateSecret secret) {
    JsonNode data = secret.manifest().path("data");
    return Stream.of(CREATE, PATCH)
        .filter(request -> !server.bodies(request).isEmpty())
        .map(CertificateStoreWireTest::written)
        .anyMatch(
            written ->
                Stream.of("tls.crt", "next.crt")
                    .allMatch(
                        key ->
                            written
                                .at("/data")
                                .path(key)
                                .asText("")
                                .equals(data.path(key).asText(""))));
  }

  private static String name(ServingCertificate certificate) {
    if (certificate.sameAs(GOOD)) {
      return "the good one";
    }
    return certificate.sameAs(OLD) ? "the old one" : "a new one";
  }

  /** Returns the Secret as the API server stores it after the last write that arrived. */
  private static JsonNode written(String request) {
    return Json.parse(server.bodies(request).getLast().getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode secret(ServingCertificate current, Optional<ServingCertificate> next) {
    ObjectNode secret = new CertificateSecret(true, Optional.of(current), next).manifest();
    secret.withObject("/metadata").put("resourceVersion", "7");
    return secret;
  }
}
