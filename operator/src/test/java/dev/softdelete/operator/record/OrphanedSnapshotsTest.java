package dev.softdelete.operator.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.snapshot.StoredSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OrphanedSnapshotsTest {

  static Stream<Arguments> parts() {
    return Stream.of(
        of("nobody's", "a", false, List.of(), true),
        of("of its record", "a", false, List.of(referringTo("a", 1)), false),
        of("of another snapshot than its record's", "a", false, List.of(referringTo("b", 1)), true),
        of(
            "of the one of two records",
            "a",
            false,
            List.of(referringTo("b", 1), referringTo("a", 1)),
            false),
        of("written by a newer operator", "a", true, List.of(), false),
        of(
            "beside a record of a newer operator",
            "a",
            false,
            List.of(referringTo("b", 1), referringTo("b", 2)),
            false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("parts")
  void areWhatNoRecordNeeds(
      String what, StoredSnapshot part, List<DeletedResource> records, boolean left) {
    assertThat(
            OrphanedSnapshots.isLeft(
                part, records, (reference, of) -> reference.sha256().equals(of.name())))
        .as(what)
        .isEqualTo(left);
  }

  private static DeletedResource referringTo(String snapshot, int format) {
    ObjectNode record = Json.tree(Records.purgedAt(null, false));
    record.withObject("/spec").put("format", format);
    record.withObject("/spec/snapshot").put("sha256", snapshot);
    return Json.as(DeletedResource.class, record);
  }

  private static Arguments of(
      String what, String name, boolean newer, List<DeletedResource> records, boolean left) {
    return Arguments.of(
        what, new StoredSnapshot(name, "u-1", true, newer, Optional.empty()), records, left);
  }
}
