package dev.softdelete.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ObjectKeyTest {
  private static final ObjectKey WEB = key(type("apps", "v1", "deployments"), "shop", "web");

  static Stream<Arguments> keys() {
    return Stream.of(
        row("the same", key(type("apps", "v1", "deployments"), "shop", "web"), true),
        row("with what discovery says", key(discovered(), "shop", "web"), true),
        row("in another version", key(type("apps", "v2", "deployments"), "shop", "web"), true),
        row("another name", key(type("apps", "v1", "deployments"), "shop", "api"), false),
        row("another namespace", key(type("apps", "v1", "deployments"), "till", "web"), false),
        row("another resource", key(type("apps", "v1", "daemonsets"), "shop", "web"), false),
        row("another group", key(type("x.dev", "v1", "deployments"), "shop", "web"), false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  void isWhereTheObjectIs(String name, ObjectKey other, boolean same) {
    assertThat(WEB.equals(other)).isEqualTo(same);
    assertThat(WEB.hashCode() == other.hashCode()).isEqualTo(same);
  }

  @Test
  void aLogLineHasTheBeginningOfALongName() {
    assertThat(key(discovered(), "shop", "n".repeat(300_000)).toString())
        .startsWith("deployments.apps shop/nnn")
        .hasSizeLessThan(300);
  }

  private static Arguments row(String name, ObjectKey key, boolean same) {
    return Arguments.of(name, key, same);
  }

  private static ObjectKey key(ResourceType type, String namespace, String name) {
    return new ObjectKey(type, Optional.of(namespace), name);
  }

  private static ResourceType type(String group, String version, String plural) {
    return ResourceType.of(group, version, plural, "Deployment", true);
  }

  private static ResourceType discovered() {
    return new ResourceType(
        "apps", "v1", "deployments", "Deployment", true, Set.of("get", "list"), Set.of("status"));
  }
}
