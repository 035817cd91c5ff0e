package dev.softdelete.operator.requester;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.Requester;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestoringRequesterTest {
  private static final Requester ANN =
      new Requester("ann", "u", List.of("people"), Map.of("scope", List.of("a")));

  @Test
  void keepsWhoTheRequesterIs() {
    Requester restoring = RestoringRequester.of(ANN, "configmap-web");

    assertThat(restoring)
        .isEqualTo(
            new Requester(
                "ann",
                "u",
                List.of("people"),
                Map.of(
                    "scope", List.of("a"), "softdelete.dev/restoring", List.of("configmap-web"))));
  }

  @Test
  void isRecognizedByTheAttributeAlone() {
    assertThat(RestoringRequester.restores(RestoringRequester.of(ANN, "r"))).isTrue();
    assertThat(RestoringRequester.restores(ANN)).isFalse();
    assertThat(RestoringRequester.restores(new Requester("ann", null, null, null))).isFalse();
  }
}
