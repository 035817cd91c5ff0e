package dev.softdelete.operator.reserve;

import static dev.softdelete.operator.wire.Answer.ALREADY_EXISTS;
import static dev.softdelete.operator.wire.Answer.CONFLICT;
import static dev.softdelete.operator.wire.Answer.CUT;
import static dev.softdelete.operator.wire.Answer.EXPIRED;
import static dev.softdelete.operator.wire.Answer.INVALID;
import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.NOT_SERVED;
import static dev.softdelete.operator.wire.Answer.TOO_MANY;
import static dev.softdelete.operator.wire.Answer.UNAVAILABLE;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;
import static dev.softdelete.operator.wire.Row.thrice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.NameReservation;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A name is held as long as its reservation exists, whatever the answers to the writes in between.
 */
@Tag("wire")
class PublishedNamesWireTest {
  private static final String RESERVATIONS = "/apis/softdelete.dev/v1/namereservations";
  private static final String SHARD = "/apis/softdelete.dev/v1/reservednames/names";
  private static final String APPLY =
      "PATCH " + SHARD + "?fieldManager=soft-delete-operator&force=true";
  private static final String LIST =
      "GET /apis/softdelete.dev/v1/reservednames?limit=500&labelSelector=&continue=";
  private static final String DELETE = "DELETE " + SHARD;

  private static final Answer APPLIED = ok(shard());
  private static final NameReservation ONE = reservation("a.example.com");
  private static final NameReservation OTHER = Reserved.ingressOf("team-b", "b.example.com");

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  /** A separate server, so that the requests of the watch are not among the recorded requests. */
  @RegisterExtension static final ScriptedApiServer watched = new ScriptedApiServer();

  private static ReservationCatalog catalog;

  private PublishedNames names;

  @BeforeAll
  static void start() {
    watched.watched(RESERVATIONS, "NameReservationList");
    catalog = new ReservationCatalog(watched.client());
    await().until(catalog::synced);
  }

  @BeforeEach
  void create() {
    names = new PublishedNames(server.api(), catalog);
  }

  static Stream<Row> included() {
    return Stream.of(
        row("published", "published", on(APPLY, APPLIED)),
        row("404, no definition", "ApiException 404", on(APPLY, NOT_SERVED)),
        row("404", "ApiException 404", on(APPLY, NOT_FOUND)),
        row("409 Conflict", "ApiException 409", on(APPLY, CONFLICT)),
        row("409 AlreadyExists", "ApiException 409", on(APPLY, ALREADY_EXISTS)),
        row("410", "ApiException 410", on(APPLY, EXPIRED)),
        row("422", "ApiException 422", on(APPLY, INVALID)),
        row("429 once", "published", on(APPLY, TOO_MANY), on(APPLY, APPLIED)),
        thrice("429", "ApiException 429", APPLY, TOO_MANY),
        row("503 once", "published", on(APPLY, UNAVAILABLE), on(APPLY, APPLIED)),
        thrice("503", "ApiException 503", APPLY, UNAVAILABLE),
        row("cut once", "published", on(APPLY, CUT), on(APPLY, APPLIED)),
        thrice("cut", "UncheckedIOException", APPLY, CUT),
        row("lost", "published", on(APPLY, APPLIED.lost()), on(APPLY, APPLIED)),
        thrice("lost each time", "UncheckedIOException", APPLY, APPLIED.lost()));
  }

  @ParameterizedTest
  @MethodSource
  void included(Row row) {
    server.play(row, () -> include(ONE));
    assertThat(server.bodies(APPLY)).allSatisfy(b -> assertThat(b).contains("a.example.com"));

    Row again =
        row.outcome().equals("published")
            ? row("nothing is to be written again", "published")
            : row("the next attempt writes it", "published", on(APPLY, APPLIED));
    server.play(again, () -> include(ONE));
  }

  /** The name was published before and is no longer wanted. */
  static Stream<Row> left() {
    return Stream.of(
        row("deleted", "published", on(DELETE, APPLIED)),
        row("404", "published", on(DELETE, NOT_FOUND)),
        row("404 of a webhook", "ApiException 404", on(DELETE, NOT_FOUND.byWebhook())),
        row("409 Conflict", "ApiException 409", on(DELETE, CONFLICT)),
        row("410", "ApiException 410", on(DELETE, EXPIRED)),
        row("422", "ApiException 422", on(DELETE, INVALID)),
        row("429 once", "published", on(DELETE, TOO_MANY), on(DELETE, APPLIED)),
        thrice("503", "ApiException 503", DELETE, UNAVAILABLE),
        thrice("cut", "UncheckedIOException", DELETE, CUT),
        row("lost", "published", on(DELETE, APPLIED.lost()), on(DELETE, NOT_FOUND)));
  }

  @ParameterizedTest
  @MethodSource
  void left(Row row) {
    server.play(row("published", "published", on(APPLY, APPLIED)), () -> include(ONE));
    server.play(row, this::end);

    Row again =
        row.outcome().equals("published")
            ? row("nothing is left to be deleted", "published")
            : row("the next attempt deletes it", "published", on(DELETE, APPLIED));
    server.play(again, this::follow);
  }

  /** The name was published before. A failed read changes nothing in the known state. */
  static Stream<Row> repaired() {
    return Stream.of(
        row("as it was written", "published", on(LIST, list(shard()))),
        row("deleted by somebody", "published", on(LIST, list()), on(APPLY, APPLIED)),
        row(
            "written over by somebody",
            "published",
            on(LIST, list(shard("10"))),
            on(APPLY, APPLIED)),
        row("404, no definition", "ApiException 404", on(LIST, NOT_SERVED)),
        row("409", "ApiException 409", on(LIST, CONFLICT)),
        row("410", "ApiException 410", on(LIST, EXPIRED)),
        row("422", "ApiException 422", on(LIST, INVALID)),
        row("429 once", "published", on(LIST, TOO_MANY), on(LIST, list(shard()))),
        thrice("503", "ApiException 503", LIST, UNAVAILABLE));
  }

  @ParameterizedTest
  @MethodSource
  void repaired(Row row) {
    server.play(row("published", "published", on(APPLY, APPLIED)), () -> include(ONE));
    server.play(
        row,
        () -> {
          names.repair();
          return "published";
        });

    server.play(row("nothing is to be written again", "published"), () -> include(ONE));
  }

  @Test
  void whatMayHaveBeenWrittenIsDeleted() {
    server.play(thrice("lost", "UncheckedIOException", APPLY, APPLIED.lost()), () -> include(ONE));
    server.play(row("ended since", "published", on(DELETE, APPLIED)), this::end);
  }

  @Test
  void whatMayHaveBeenWrittenOverIsWrittenAgain() {
    server.play(row("one", "published", on(APPLY, APPLIED)), () -> include(ONE));
    server.play(
        thrice("lost", "UncheckedIOException", APPLY, APPLIED.lost()), () -> include(OTHER));
    names.onDelete(OTHER, false);

    server.play(row("one again", "published", on(APPLY, APPLIED)), this::follow);
    assertThat(server.bodies(APPLY)).allSatisfy(b -> assertThat(b).doesNotContain("b.example.com"));
  }

  /**
   * The left-over object holds the same names as the smaller objects that replaced it, and no
   * others.
   */
  @Test
  void whatIsLeftOverKeepsNobodyWaiting() {
    NameReservation many =
        reservation(
            IntStream.range(0, 8_000).mapToObj(i -> i + ".example.org").toArray(String[]::new));
    List<Row.Exchange> halves =
        Shards.of(List.of(many)).keySet().stream()
            .map(name -> on(APPLY.replace("/names?", "/" + name + "?"), APPLIED))
            .toList();
    assertThat(halves).hasSizeGreaterThan(1);
    Row.Exchange refused = on(DELETE, INVALID);

    server.play(row("one", "published", on(APPLY, APPLIED)), () -> include(ONE));
    server.play(
        new Row("many", "published", Stream.concat(halves.stream(), Stream.of(refused)).toList()),
        () -> include(many));
    server.play(row("upkeep", "ApiException 422", refused), this::follow);
    server.play(row("upkeep again", "published", on(DELETE, APPLIED)), this::follow);
  }

  private String include(NameReservation reservation) {
    names.include(reservation);
    return "published";
  }

  private String end() {
    names.onDelete(ONE, false);
    return follow();
  }

  private String follow() {
    names.follow();
    return "published";
  }

  private static NameReservation reservation(String... hosts) {
    NameReservation reservation = Reserved.ingress(hosts);
    reservation.getMetadata().setResourceVersion("5");
    return reservation;
  }

  private static Answer list(ObjectNode... shards) {
    ObjectNode list = Json.object().put("kind", "PartialObjectMetadataList");
    List.of(shards).forEach(list.putArray("items")::add);
    return ok(list);
  }

  private static ObjectNode shard() {
    return shard("9");
  }

  private static ObjectNode shard(String version) {
    ObjectNode shard = Json.object().put("kind", "ReservedNames");
    shard.putObject("metadata").put("name", "names").put("resourceVersion", version);
    return shard;
  }
}
