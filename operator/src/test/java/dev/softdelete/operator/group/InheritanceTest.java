package dev.softdelete.operator.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.restore.RestoreTarget;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InheritanceTest {

  static Stream<Arguments> members() {
    return Stream.of(
        of("the root was asked for", true, member(), Records.namespace("ns").asked()),
        of("the root has begun", true, member(), Records.namespace("ns").begun("ns")),
        of(
            "it was in another namespace",
            false,
            member().inNamespace("u-strange"),
            Records.namespace("ns").begun("ns")),
        of(
            "it was in no known namespace",
            false,
            member().inNamespace(null),
            Records.namespace("ns").begun("ns")),
        of(
            "it is at home in the namespace that came back",
            true,
            member().inNamespace("new"),
            Records.namespace("ns").begunAs("new")),
        of(
            "it was in no namespace",
            true,
            Records.clusterRole("web"),
            Records.namespace("ns").begun("ns")),
        of(
            "another namespace's, with its owner",
            true,
            member().inNamespace("u-strange"),
            owner().asked()),
        of("nobody asked for the root", false, member(), Records.namespace("ns")),
        of(
            "the root is being purged",
            false,
            member(),
            Records.namespace("ns").asked().beingPurged()),
        of(
            "the member was asked for itself",
            false,
            member().asked(),
            Records.namespace("ns").asked()),
        of(
            "the member is being purged",
            false,
            member().beingPurged(),
            Records.namespace("ns").asked()),
        of(
            "the root was asked for after both were deleted",
            true,
            member().beingPurged(),
            Records.namespace("ns").askedAt("2026-01-02T00:00:01Z").beingPurged()),
        of(
            "the root was asked for before the member was deleted",
            false,
            member().beingPurged(),
            Records.namespace("ns").askedAt("2026-01-01T23:59:59Z")),
        of(
            "the purges of both wait",
            true,
            member().purgeWaiting(),
            Records.namespace("ns").asked().purgeWaiting()),
        of(
            "the root is a newer operator's",
            false,
            member(),
            Records.namespace("ns").asked().inFormat(2)),
        of(
            "the member is a newer operator's",
            false,
            member().inFormat(2),
            Records.namespace("ns").asked()),
        of("the member is back", false, back(), Records.namespace("ns").asked()),
        of(
            "the member has begun by its group",
            true,
            member().begun("web"),
            Records.namespace("ns").asked()),
        of(
            "the member has begun by itself",
            false,
            member().askedBy("ann").begun("web"),
            Records.namespace("ns").asked()),
        of(
            "the member failed by its group",
            true,
            member().refused("Forbidden", "no"),
            Records.namespace("ns").asked()),
        of(
            "the root is back",
            false,
            member(),
            Records.namespace("ns").restoredAt("2026-01-01T00:00:01Z")),
        of(
            "it was collected after its owner was back",
            true,
            member().deletedAt("2026-01-01T00:00:02Z"),
            owner().restoredAt("2026-01-01T00:00:01Z")),
        of(
            "the owner comes back elsewhere",
            false,
            member(),
            owner().asked().with("restore-namespace", "other")),
        of(
            "the owner comes back under another name",
            false,
            member(),
            owner().asked().with("restore-as", "other")),
        of(
            "the namespace comes back under another name",
            true,
            member(),
            Records.namespace("ns").asked().with("restore-as", "other")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("members")
  void comesBackWithItsRoot(String name, boolean comesBack, Records member, Records root) {
    Optional<DeletedResource> asked = Inheritance.of(member.record(), root.record());

    assertThat(asked.isPresent()).as(name).isEqualTo(comesBack);
  }

  @Test
  void whoeverAskedForTheRootAskedForAll() {
    DeletedResource asked =
        Inheritance.of(member().record(), Records.namespace("ns").askedBy("ann").record())
            .orElseThrow();

    assertThat(asked.getSpec().restoreRequestedBy().username()).isEqualTo("ann");
  }

  @Test
  void itGoesWhereItsNamespaceIsNow() {
    DeletedResource root = Records.namespace("ns").asked().begun("copy").record();

    DeletedResource asked = Inheritance.of(member().record(), root).orElseThrow();

    assertThat(RestoreTarget.of(asked).namespace()).contains("copy");
  }

  @Test
  void whatItsOwnRecordOnceAskedForDoesNotCount() {
    Records failed = member().with("restore-as", "other").with("restore-namespace", "elsewhere");

    DeletedResource asked = Inheritance.of(failed.record(), owner().asked().record()).orElseThrow();

    assertThat(RestoreTarget.of(asked)).hasToString("ns/web");
  }

  @Test
  void nothingIsCreatedBeforeTheNamespace() {
    assertThat(Inheritance.tooEarly(Records.namespace("ns").asked().record())).isTrue();
    assertThat(Inheritance.tooEarly(Records.namespace("ns").begun("ns").record())).isFalse();
    assertThat(Inheritance.tooEarly(owner().asked().record())).isFalse();
  }

  private static Records member() {
    return Records.configMap("ns", "web");
  }

  private static Records back() {
    return member().restoredAt("2026-01-02T00:00:00Z");
  }

  private static Records owner() {
    return Records.gadget("ns", "owner");
  }

  private static Arguments of(String name, boolean comesBack, Records member, Records root) {
    return Arguments.of(name, comesBack, member, root);
  }
}
