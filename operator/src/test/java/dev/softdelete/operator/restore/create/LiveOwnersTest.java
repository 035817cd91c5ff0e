package dev.softdelete.operator.restore.create;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.OwnerReference;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.restore.Snapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveOwnersTest {
  private final List<String> looks = new ArrayList<>();
  private final LiveOwners owners =
      new LiveOwners(
          path -> {
            looks.add(path);
            return Optional.ofNullable(live(path));
          },
          () -> {
            looks.add("what is served");
            return List.of(ResourceType.of("example.com", "v1", "gadgets", "Gadget", true));
          },
          uid -> Optional.empty());

  @Test
  void areGoneWhereTheirNameIsAnothersOrTheyAreDeleted() {
    assertThat(
            gone(
                owner("Gadget", "alive", "1"),
                owner("Gadget", "alive", "2"),
                owner("Gadget", "deleting", "3"),
                owner("Gadget", "none", "4"),
                owner("Widget", "alive", "5")))
        .containsExactly("2", "3", "4", "5");
  }

  @Test
  void ofWhomThousandsAreNamedAreLookedAtOnce() {
    gone(
        IntStream.range(0, 1000)
            .mapToObj(i -> owner("Gadget", "alive", "uid-" + i))
            .toArray(String[]::new));

    assertThat(looks)
        .containsExactly("what is served", "/apis/example.com/v1/namespaces/ns/gadgets/alive");
  }

  @Test
  void ofKindsThatNobodyServesAreNotLookedFor() {
    gone(
        IntStream.range(0, 1000)
            .mapToObj(i -> owner("Widget" + i, "x", "x"))
            .toArray(String[]::new));

    assertThat(looks).containsExactly("what is served");
  }

  @Test
  void areLookedForNoFurtherThanAsked() {
    assertThat(
            owners
                .gone(object(owner("Gadget", "none", "1"), owner("Gadget", "never", "2")))
                .findFirst())
        .isPresent();

    assertThat(looks).noneMatch(look -> look.endsWith("never"));
  }

  private List<String> gone(String... references) {
    return owners.gone(object(references)).map(OwnerReference::uid).toList();
  }

  private static KubeObject object(String... references) {
    return Snapshots.object(
        "{\"metadata\": {\"namespace\": \"ns\", \"ownerReferences\": ["
            + List.of(references).stream().collect(Collectors.joining(","))
            + "]}}");
  }

  private static String owner(String kind, String name, String uid) {
    return """
    {"apiVersion": "example.com/v1", "kind": "%s", "name": "%s", "uid": "%s"}
    """
        .formatted(kind, name, uid);
  }

  private static KubeObject live(String path) {
    return switch (path.substring(path.lastIndexOf('/') + 1)) {
      case "alive" -> Snapshots.object("{\"metadata\": {\"uid\": \"1\"}}");
      case "deleting" ->
          Snapshots.object(
              "{\"metadata\": {\"uid\": \"3\", \"deletionTimestamp\": \"2026-01-01T00:00:00Z\"}}");
      default -> null;
    };
  }
}
