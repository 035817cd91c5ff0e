package dev.softdelete.operator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.Impersonation.Header;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImpersonationTest {

  @Test
  void namesEverythingThatTheRequesterWas() {
    var requester =
        new Requester(
            "ann",
            "u-1",
            List.of("dev", "system:authenticated"),
            Map.of("example.com/Scopes A*", List.of("one", "two")));

    assertThat(Impersonation.headers(requester))
        .containsExactly(
            new Header("Impersonate-User", "ann"),
            new Header("Impersonate-Uid", "u-1"),
            new Header("Impersonate-Group", "dev"),
            new Header("Impersonate-Group", "system:authenticated"),
            new Header("Impersonate-Extra-example.com%2Fscopes%20a%2A", "one"),
            new Header("Impersonate-Extra-example.com%2Fscopes%20a%2A", "two"));
  }

  @Test
  void leavesOutWhatIsNotKnown() {
    assertThat(Impersonation.headers(new Requester("ann", "", null, null)))
        .containsExactly(new Header("Impersonate-User", "ann"));
  }
}
