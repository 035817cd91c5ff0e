package dev.softdelete.operator.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.operator.kube.KubeObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LastWriteTest {
  private static final String RETAIN = "softdelete.dev/retain";

  private final KubeObject captured = object("7", "[\"" + RETAIN + "\"]", "old");

  @Test
  void nobodyWrote() {
    assertThat(LastWrite.of(captured, object("8", "[]", "old"))).isEmpty();
  }

  @Test
  void aWriteInBetweenIsTakenUpWithTheFinalizersFromBefore() {
    Optional<KubeObject> last = LastWrite.of(captured, object("9", "[]", "new"));

    assertThat(last).isPresent();
    assertThat(last.get().json().at("/data/git").asText()).isEqualTo("new");
    assertThat(last.get().finalizers()).containsExactly(RETAIN);
    assertThat(last.get().resourceVersion()).isEqualTo("9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"finalizers", "resourceVersion", "managedFields"})
  void whatTheReleaseChangesIsNoWrite(String field) {
    KubeObject released = new KubeObject(captured.json().deepCopy());
    released.json().withObject("/metadata").putNull(field);

    assertThat(LastWrite.of(captured, released)).isEmpty();
  }

  @Test
  void anotherObjectOfTheNameIsNoWrite() {
    KubeObject other = object("9", "[]", "new");
    other.json().withObject("/metadata").put("uid", "u-2");

    assertThat(LastWrite.of(captured, other)).isEmpty();
  }

  private static KubeObject object(String version, String finalizers, String data) {
    String json =
        """
        {"apiVersion": "v1", "kind": "ConfigMap", "data": {"git": "%s"},
         "metadata": {"name": "c", "uid": "u-1", "resourceVersion": "%s", "finalizers": %s}}
        """
            .formatted(data, version, finalizers);
    return KubeObject.parse(json.getBytes(StandardCharsets.UTF_8));
  }
}
