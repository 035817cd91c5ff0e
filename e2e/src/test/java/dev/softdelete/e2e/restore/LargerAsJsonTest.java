package dev.softdelete.e2e.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import org.junit.jupiter.api.Test;

/** An object that was written in parts, and that no request has room for as a whole. */
class LargerAsJsonTest {
  private static final String ESCAPED = "\\u0001".repeat(340_000);

  @Test
  void theRefusalSaysSoAndHowToCreateItInParts() {
    String ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    String path = "/api/v1/namespaces/" + ns + "/configmaps";
    assertThat(
            Caller.administrator()
                .create(path, "{\"metadata\":{\"name\":\"large\"},\"data\":{\"a\":\"x\"}}")
                .code())
        .isEqualTo(201);
    for (String key : new String[] {"b", "c", "d"}) {
      Caller.Answer patched =
          Caller.administrator()
              .send(
                  path + "/large",
                  "PATCH",
                  "application/merge-patch+json",
                  "{\"data\":{\"" + key + "\":\"" + ESCAPED + "\"}}");
      assertThat(patched.code()).as(patched.message()).isEqualTo(200);
    }
    Deletion deletion = Deletion.of(Cluster.kubectl(), "configmap", "large", ns);

    deletion.ask().awaitRefusal("Invalid");

    assertThat(deletion.message())
        .contains(
            "As JSON, it is larger than the API server accepts in one request",
            "create it in parts",
            "limit is 3145728");
  }
}
