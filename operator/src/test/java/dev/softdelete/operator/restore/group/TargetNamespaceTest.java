package dev.softdelete.operator.restore.group;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.restore.group.TargetNamespace.Live;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TargetNamespaceTest {
  private static final RestoredObject AS = new RestoredObject(null, "shop", "u-2");

  static Stream<Arguments> namespaces() {
    return Stream.of(
        Arguments.of("the one that came back", live("u-2", false), ""),
        Arguments.of("it is being deleted again", live("u-2", true), "was deleted again"),
        Arguments.of("it is gone again", Optional.empty(), "was deleted again"),
        Arguments.of("a stranger's", live("u-3", false), "the one that has its name now"),
        Arguments.of("a stranger's that goes", live("u-3", true), "was deleted again"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("namespaces")
  void takesMembersWhileItIsTheOne(String name, Optional<Live> live, String objection) {
    assertThat(TargetNamespace.objection(AS, live, uid -> Optional.empty()).orElse(""))
        .as(name)
        .matches(o -> objection.isEmpty() ? o.isEmpty() : o.contains(objection));
  }

  /** The object was in the namespace u-1, and its restore was asked for at noon. */
  static Stream<Arguments> namespacesThatNobodyRestored() {
    String before = "2026-01-03T11:59:59Z";
    String after = "2026-01-03T12:00:01Z";
    return Stream.of(
        Arguments.of("there when it was asked for", live("u-9", before), Optional.empty(), ""),
        Arguments.of("not there", Optional.empty(), Optional.empty(), "waits: does not exist"),
        Arguments.of(
            "taken since", live("u-9", after), Optional.empty(), "ends: was created after"),
        Arguments.of("restored since", live("u-2", after), restored("RESTORED"), ""),
        Arguments.of(
            "restored, and taken since",
            live("u-9", after),
            restored("RESTORED"),
            "ends: was created after"),
        Arguments.of(
            "being restored", live("u-9", after), restored("RESTORING"), "waits: being restored"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("namespacesThatNobodyRestored")
  void takesWhatWasAskedForWhenItWasThere(
      String name, Optional<Live> live, Optional<DeletedResource> namespace, String objection) {
    ResourceIdentity deleted = GroupRecords.configMap("1", "web").record().getSpec().resource();

    String answer =
        TargetNamespace.objection(
                "shop",
                live,
                new TargetNamespace.Asked(Instant.parse("2026-01-03T12:00:00Z"), false),
                deleted,
                uid -> namespace.filter(r -> uid.equals("u-1")))
            .map(f -> (f.waitingHelps() ? "waits: " : "ends: ") + f.message())
            .orElse("");

    assertThat(answer)
        .as(name)
        .startsWith(objection.replaceAll(" .*", ""))
        .contains(objection.replaceAll("^[a-z]+: ", ""));
  }

  /** Times have whole seconds. */
  @ParameterizedTest
  @CsvSource({"false, true", "true, false"})
  void takesOneOfTheSameSecondUnlessItWasSeenToBeMissing(boolean missing, boolean taken) {
    Instant noon = Instant.parse("2026-01-03T12:00:00Z");

    var objection =
        TargetNamespace.objection(
            "shop",
            live("u-9", noon.toString()),
            new TargetNamespace.Asked(noon, missing),
            GroupRecords.configMap("1", "web").record().getSpec().resource(),
            uid -> Optional.empty());

    assertThat(objection.isEmpty()).isEqualTo(taken);
  }

  private static Optional<DeletedResource> restored(String state) {
    GroupRecords namespace = GroupRecords.namespace("1");
    DeletedResource record =
        (state.equals("RESTORED")
                ? namespace.restoredAt("2026-01-03T12:00:01Z")
                : namespace.asked())
            .record();
    ObjectNode json = Json.tree(record);
    if (state.equals("RESTORED")) {
      json.withObject("/status/restoredAs").put("uid", "u-2");
    }
    return Optional.of(Json.as(DeletedResource.class, json));
  }

  private static Optional<Live> live(String uid, String created) {
    return Optional.of(new Live(uid, false, Instant.parse(created)));
  }

  private static Optional<Live> live(String uid, boolean deleting) {
    return Optional.of(new Live(uid, deleting, Instant.EPOCH));
  }
}
