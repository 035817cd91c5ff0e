package dev.softdelete.operator.restore.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.restore.request.RestoreRequest;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InheritanceTest {

  static Stream<Arguments> members() {
    return Stream.of(
        of("the root was asked for", true, member(), GroupRecords.namespace("ns").asked()),
        of("the root has begun", true, member(), GroupRecords.namespace("ns").begun("ns")),
        of(
            "it was in another namespace",
            false,
            member().inNamespace("u-strange"),
            GroupRecords.namespace("ns").begun("ns")),
        of(
            "it was in no known namespace",
            false,
            member().inNamespace(null),
            GroupRecords.namespace("ns").begun("ns")),
        of(
            "it is at home in the namespace that came back",
            true,
            member().inNamespace("new"),
            GroupRecords.namespace("ns").begunAs("new")),
        of(
            "it was in no namespace",
            true,
            GroupRecords.clusterRole("web"),
            GroupRecords.namespace("ns").begun("ns")),
        of(
            "another namespace's, with its owner",
            true,
            member().inNamespace("u-strange"),
            owner().asked()),
        of("nobody asked for the root", false, member(), GroupRecords.namespace("ns")),
        of(
            "the root is being purged",
            false,
            member(),
            GroupRecords.namespace("ns").asked().beingPurged()),
        of(
            "the member was asked for itself",
            false,
            member().asked(),
            GroupRecords.namespace("ns").asked()),
        of(
            "the member is being purged",
            false,
            member().beingPurged(),
            GroupRecords.namespace("ns").asked()),
        of(
            "the root was asked for after both were deleted",
            true,
            member().beingPurged(),
            GroupRecords.namespace("ns").askedAt("2026-01-02T00:00:01Z").beingPurged()),
        of(
            "the root was asked for before the member was deleted",
            false,
            member().beingPurged(),
            GroupRecords.namespace("ns").askedAt("2026-01-01T23:59:59Z")),
        of(
            "the purges of both wait",
            true,
            member().purgeWaiting(),
            GroupRecords.namespace("ns").asked().purgeWaiting()),
        of(
            "the root is a newer operator's",
            false,
            member(),
            GroupRecords.namespace("ns").asked().inFormat(2)),
        of(
            "the member is a newer operator's",
            false,
            member().inFormat(2),
            GroupRecords.namespace("ns").asked()),
        of("the member is back", false, back(), GroupRecords.namespace("ns").asked()),
        of(
            "the member has begun by its group",
            true,
            member().begun("web"),
            GroupRecords.namespace("ns").asked()),
        of(
            "the member has begun by itself",
            false,
            member().askedBy("ann").begun("web"),
            GroupRecords.namespace("ns").asked()),
        of(
            "the member failed by its group",
            true,
            member().refused("Forbidden", "no"),
            GroupRecords.namespace("ns").asked()),
        of(
            "the root is back",
            false,
            member(),
            GroupRecords.namespace("ns").restoredAt("2026-01-01T00:00:01Z")),
        of(
            "it was collected after its owner was back",
            true,
            member().deletedAt("2026-01-01T00:00:02Z"),
            owner().restoredAt("2026-01-01T00:00:01Z")),
        of(
            "it was deleted long after its owner was back, whose copy is kept",
            false,
            member().deletedAt("2026-01-01T01:00:01Z"),
            owner().restoredAt("2026-01-01T00:00:01Z")),
        of(
            "its owner comes back again, from a kept copy",
            false,
            member(),
            owner().keptSince("2026-01-01T00:00:01Z").asked()),
        of(
            "its namespace comes back again, from a kept copy",
            false,
            member(),
            GroupRecords.namespace("ns").keptSince("2026-01-01T00:00:01Z").asked()),
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
            GroupRecords.namespace("ns").asked().with("restore-as", "other")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("members")
  void comesBackWithItsRoot(
      String name, boolean comesBack, GroupRecords member, GroupRecords root) {
    Optional<RestoreRequest> asked = Inheritance.of(member.record(), root.record());

    assertThat(asked.isPresent()).as(name).isEqualTo(comesBack);
  }

  @Test
  void whoeverAskedForTheRootAskedForAll() {
    RestoreRequest asked =
        Inheritance.of(member().record(), GroupRecords.namespace("ns").askedBy("ann").record())
            .orElseThrow();

    assertThat(asked.requesterName()).isEqualTo("ann");
  }

  @Test
  void itGoesWhereItsNamespaceIsNow() {
    DeletedResource root = GroupRecords.namespace("ns").asked().begun("copy").record();

    RestoreRequest asked = Inheritance.of(member().record(), root).orElseThrow();

    assertThat(asked.target().namespace()).contains("copy");
  }

  @Test
  void whatItsOwnRecordOnceAskedForDoesNotCount() {
    GroupRecords failed =
        member().with("restore-as", "other").with("restore-namespace", "elsewhere");

    RestoreRequest asked = Inheritance.of(failed.record(), owner().asked().record()).orElseThrow();

    assertThat(asked.target()).hasToString("ns/web");
  }

  @Test
  void nothingIsCreatedBeforeTheNamespace() {
    assertThat(Inheritance.tooEarly(GroupRecords.namespace("ns").asked().record())).isTrue();
    assertThat(Inheritance.tooEarly(GroupRecords.namespace("ns").begun("ns").record())).isFalse();
    assertThat(Inheritance.tooEarly(owner().asked().record())).isFalse();
  }

  private static GroupRecords member() {
    return GroupRecords.configMap("ns", "web");
  }

  private static GroupRecords back() {
    return member().restoredAt("2026-01-02T00:00:00Z");
  }

  private static GroupRecords owner() {
    return GroupRecords.gadget("ns", "owner");
  }

  private static Arguments of(
      String name, boolean comesBack, GroupRecords member, GroupRecords root) {
    return Arguments.of(name, comesBack, member, root);
  }
}
