package dev.softdelete.operator.capture;

import static dev.softdelete.operator.wire.Answer.EXPIRED;
import static dev.softdelete.operator.wire.Answer.INVALID;
import static dev.softdelete.operator.wire.Answer.NOT_FOUND;
import static dev.softdelete.operator.wire.Answer.UNAVAILABLE;
import static dev.softdelete.operator.wire.Answer.ok;
import static dev.softdelete.operator.wire.Row.on;
import static dev.softdelete.operator.wire.Row.row;
import static dev.softdelete.operator.wire.Row.thrice;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.Mode;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.wire.Answer;
import dev.softdelete.operator.wire.Row;
import dev.softdelete.operator.wire.ScriptedApiServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The secret {@code s} was captured in version 7, and removed at revision 10. */
@Tag("wire")
class LastWritesWireTest {
  private static final ObjectKey KEY =
      new ObjectKey(ResourceType.SECRETS, Optional.of("shop"), "s");
  private static final String LAST =
      "GET /api/v1/namespaces/shop/secrets?fieldSelector=metadata.name%3Ds&resourceVersion=9"
          + "&resourceVersionMatch=Exact";

  @RegisterExtension static final ScriptedApiServer server = new ScriptedApiServer();

  private final AtomicLong nanos = new AtomicLong();
  private final ReleasedObjects released = new ReleasedObjects(nanos::get);
  private final List<String> again = new ArrayList<>();

  static Stream<Row> lastVersions() {
    return Stream.of(
        row("no write", "[]", on(LAST, list(secret("u-1", "7")))),
        row("a write", "[Secret 8 as Archive]", on(LAST, list(secret("u-1", "8")))),
        row("another object of its name", "[]", on(LAST, list(secret("u-2", "8")))),
        row("not there at that revision", "[]", on(LAST, list())),
        row("compacted", "[]", on(LAST, EXPIRED)),
        row("its kind is gone", "[]", on(LAST, NOT_FOUND)),
        row("refused", "[]", on(LAST, INVALID)),
        row(
            "503 once",
            "[Secret 8 as Archive]",
            on(LAST, UNAVAILABLE),
            on(LAST, list(secret("u-1", "8")))),
        thrice("503", "ApiException 503", LAST, UNAVAILABLE));
  }

  @ParameterizedTest
  @MethodSource
  void lastVersions(Row row) {
    again.clear();
    released.add(captured("softdelete.dev/retain"), Mode.Archive);

    server.play(
        row,
        () -> {
          compare("10");
          return again;
        });
  }

  @Test
  void whatFinalizersOfOthersHoldIsNotCompared() {
    released.add(captured("softdelete.dev/retain", "example.com/theirs"), Mode.Archive);

    assertThat(released.contains("u-1")).isFalse();
  }

  @Test
  void aVersionThatIsNoRevisionIsNotCompared() {
    server.reset();
    released.add(captured("softdelete.dev/retain"), Mode.Archive);

    compare("v10-a");

    assertThat(server.sent()).isEmpty();
    assertThat(released.contains("u-1")).isFalse();
  }

  @Test
  void aRestoreWaitsForTwoSecondsAtMost() {
    released.add(captured("softdelete.dev/retain"), Mode.Archive);
    assertThat(released.pending("u-1")).isTrue();

    nanos.addAndGet(2_000_000_000L);

    assertThat(released.pending("u-1")).isFalse();
    assertThat(released.contains("u-1")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"web|web", "a,b|a\\,b", "a=b|a\\=b", "a\\b|a\\\\b", "\\,=|\\\\\\,\\="})
  void aNameIsSpelledAsFieldSelectorsDo(String name, String spelled) {
    assertThat(LastWrites.selected(name)).isEqualTo(spelled);
  }

  private void compare(String revision) {
    var lastWrites =
        new LastWrites(
            server.api(),
            released,
            (key, payload, kept) -> {
              KubeObject object = KubeObject.parse(payload);
              again.add(object.kind() + " " + object.resourceVersion() + " as " + kept);
            });
    assertThat(lastWrites.done(new EndedObject(KEY, "u-1", revision))).isTrue();
  }

  private static KubeObject captured(String... finalizers) {
    ObjectNode object = secret("u-1", "7");
    for (String finalizer : finalizers) {
      object.withObject("/metadata").withArray("finalizers").add(finalizer);
    }
    return new KubeObject(object);
  }

  /** Items of a list have neither an API version nor a kind. */
  private static ObjectNode secret(String uid, String version) {
    ObjectNode secret = Json.object();
    secret
        .putObject("metadata")
        .put("name", "s")
        .put("namespace", "shop")
        .put("uid", uid)
        .put("resourceVersion", version);
    return secret;
  }

  private static Answer list(ObjectNode... items) {
    ObjectNode list = Json.object();
    list.putArray("items").addAll(List.of(items));
    return ok(list);
  }
}
