package dev.softdelete.operator.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A replica keeps each record. As many records as the default limits of a policy allow in one
 * namespace, each as large as a user can make it, must leave most of the heap free.
 */
class CatalogMemoryTest {
  private static final long RECORDS = 10_000;
  private static final long BYTES = 256L << 20;

  /** A third of the heap that the chart's memory limit leaves. */
  private static final long SHARE = 128L << 20;

  /** What an entry of an index takes besides its text. */
  private static final long ENTRY = 160;

  static Stream<Arguments> records() {
    return Stream.of(
        row("an ordinary record", r -> {}),
        row("field ownership with 45,000 keys", CatalogMemoryTest::fieldOwnership),
        row("1,024 owners", r -> uids(r, 1024)),
        row("the longest name", r -> name(r, 65_536)),
        row("a name at which the limits on number and bytes meet", r -> name(r, 8_000)),
        row("as many labels as can be written", r -> labels(r, 128, 380)),
        row("long annotations", CatalogMemoryTest::annotations),
        row(
            "several of them",
            r -> {
              fieldOwnership(r);
              uids(r, 1024);
              labels(r, 128, 380);
              annotations(r);
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("records")
  void leavesMostOfTheHeapFree(String what, Consumer<ObjectNode> grow) {
    ObjectNode written = Json.tree(Records.purgedAt("2026-02-01T00:00:00Z", false));
    grow.accept(written);

    DeletedResource brief = BriefRecord.of(Json.as(DeletedResource.class, written));

    long most = Math.min(RECORDS, BYTES / new RecordSize().of(brief));
    assertThat(most * retained(brief)).isLessThan(SHARE);
  }

  private static long retained(DeletedResource brief) {
    return Json.bytes(Json.tree(brief)).length
        + RecordCatalog.INDEXES.values().stream()
            .flatMap(keys -> keys.apply(brief).stream())
            .mapToLong(key -> ENTRY + key.length())
            .sum();
  }

  private static Arguments row(String what, Consumer<ObjectNode> grow) {
    return Arguments.of(what, grow);
  }

  private static void name(ObjectNode record, int length) {
    record.withObject("/spec/resource").put("name", "n".repeat(length));
  }

  private static void uids(ObjectNode record, int many) {
    ArrayNode owners = record.withObject("/spec").putArray("owners");
    IntStream.range(0, many).forEach(i -> owners.add("00000000-0000-0000-0000-%012d".formatted(i)));
  }

  private static void labels(ObjectNode record, int many, int length) {
    ObjectNode labels = record.withObject("/metadata").putObject("labels");
    IntStream.range(0, many).forEach(i -> labels.put("l%03d".formatted(i), "x".repeat(length)));
  }

  private static void annotations(ObjectNode record) {
    ObjectNode annotations = record.withObject("/metadata").putObject("annotations");
    for (String key : List.of("restore-as", "note", "0")) {
      annotations.put("softdelete.dev/" + key, "x".repeat(16 * 1024));
    }
  }

  private static void fieldOwnership(ObjectNode record) {
    ObjectNode entry = record.withObject("/metadata").putArray("managedFields").addObject();
    entry.put("manager", "x").put("operation", "Apply").put("time", "2026-01-01T00:00:00Z");
    ObjectNode keys = entry.withObject("/fieldsV1").withObject("/f:metadata/f:annotations");
    IntStream.range(0, 45_000).forEach(i -> keys.putObject("f:softdelete.dev/%05d".formatted(i)));
  }
}
