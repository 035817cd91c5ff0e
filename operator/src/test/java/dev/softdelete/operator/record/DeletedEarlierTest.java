package dev.softdelete.operator.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.RestoredObject;
import dev.softdelete.operator.restore.group.GroupRecords;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeletedEarlierTest {
  private static final String AT = "2026-01-01T00:00:10Z";
  private static final GroupRecords NAMESPACE = GroupRecords.namespace("ns").deletedAt(AT);

  static Stream<Arguments> records() {
    return Stream.of(
        Arguments.of("deleted before", map().deletedAt("2026-01-01T00:00:09Z"), 1),
        Arguments.of("deleted in the same second", map().deletedAt(AT), 1),
        Arguments.of("deleted later", map().deletedAt("2026-01-01T00:00:11Z"), 0),
        Arguments.of("went with the namespace", map().deletedAt(AT).inGroup("u-ns"), 0),
        Arguments.of("went with its owner", map().deletedAt(AT).inGroup("u-owner"), 0),
        Arguments.of("deleted as a matter of routine", map().deletedAt(AT).routine(), 0),
        Arguments.of("is being restored itself", map().deletedAt(AT).asked(), 0),
        Arguments.of("is restored", map().restoredAt("2026-01-02T00:00:00Z"), 0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("records")
  void whatCounts(String what, GroupRecords record, int count) {
    assertThat(earlier(Optional.empty(), record).count()).as(what).isEqualTo(count);
  }

  @Test
  void aRecordThatIsBeingMovedCountsOnce() {
    assertThat(earlier(as("ns"), map(), map().inNamespace("u-restored")).count()).isEqualTo(1);
  }

  @Test
  void aRecordThatHasMovedToTheRestoredNamespaceCounts() {
    assertThat(earlier(as("ns"), map().inNamespace("u-restored")).count()).isEqualTo(1);
    assertThat(earlier(Optional.empty(), map().inNamespace("u-restored")).count()).isZero();
  }

  @Test
  void theMessageNamesThePlaceOfTheRecords() {
    assertThat(earlier(as("ns"), map()).message())
        .hasValue(
            "Deleted in the namespace before it, and not restored with it: 1 (kubectl get"
                + " deletedresources -n ns).");
    assertThat(earlier(as("copy"), map()).message().orElseThrow()).endsWith(" -n records).");
    assertThat(earlier(Optional.empty(), map()).message().orElseThrow()).endsWith(" -n records).");
    assertThat(earlier(as("ns")).message()).isEmpty();
  }

  private static DeletedEarlier earlier(Optional<RestoredObject> as, GroupRecords... inside) {
    return DeletedEarlier.of(
        NAMESPACE.record(),
        as,
        uid ->
            GroupRecords.all(inside).stream()
                .filter(record -> uid.equals(record.getSpec().resource().namespaceUid()))
                .toList());
  }

  private static Optional<RestoredObject> as(String name) {
    return Optional.of(new RestoredObject(null, name, "u-restored"));
  }

  private static GroupRecords map() {
    return GroupRecords.configMap("ns", "a");
  }
}
