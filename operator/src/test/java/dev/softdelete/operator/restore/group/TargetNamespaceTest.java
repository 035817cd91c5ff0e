package dev.softdelete.operator.restore.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.RestoredObject;
import dev.softdelete.operator.restore.group.TargetNamespace.Live;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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

  private static Optional<Live> live(String uid, boolean deleting) {
    return Optional.of(new Live(uid, deleting));
  }
}
