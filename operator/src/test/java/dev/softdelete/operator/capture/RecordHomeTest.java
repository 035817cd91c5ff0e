package dev.softdelete.operator.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Mode;
import dev.softdelete.operator.kube.NamespaceState;
import dev.softdelete.operator.record.RecordWriter;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordHomeTest {
  private static final NamespaceState LIVE = namespace(false);
  private static final NamespaceState GOES = namespace(true);

  static Stream<Arguments> homes() {
    return Stream.of(
        Arguments.of("of its namespace", LIVE, null, "ns"),
        Arguments.of("whose namespace goes", GOES, null, "ours"),
        Arguments.of("of no namespace", null, null, "ours"),
        Arguments.of("recorded before its namespace went", GOES, before("ns"), "ns"),
        Arguments.of("whose record goes with the namespace", GOES, going("ns"), "ours"),
        Arguments.of("recorded elsewhere", LIVE, before("ours"), "ours"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("homes")
  void oneDeletionHasOneRecord(
      String what, NamespaceState namespace, DeletedResource before, String home) {
    CaptureContext plain = Deletions.of(CapturePolicies.in(Mode.Archive), Cause.UNKNOWN);
    var deleted =
        new CaptureContext(
            plain.type(),
            plain.object(),
            Optional.ofNullable(namespace),
            Optional.empty(),
            false,
            plain.terms(),
            plain.cause(),
            Optional.ofNullable(before),
            Deletions.TRUSTED);
    assertThat(
            new RecordWriter(null, "ours", record -> false)
                .home(deleted.namespace(), deleted.before()))
        .isEqualTo(home);
  }

  private static DeletedResource before(String namespace) {
    DeletedResource record = Deletions.record("u-1", Deletions.ANN, null, Mode.Archive);
    record.getMetadata().setNamespace(namespace);
    return record;
  }

  private static DeletedResource going(String namespace) {
    DeletedResource record = before(namespace);
    record.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    return record;
  }

  private static NamespaceState namespace(boolean terminating) {
    return new NamespaceState("ns", "ns-uid", Map.of(), terminating);
  }
}
