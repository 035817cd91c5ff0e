package dev.softdelete.e2e.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A forged mark of a policy is not hidden by a list of finalizers that is too long to be filtered.
 */
class ManyFinalizersTest {
  private static final String COVERED =
      "  resources: [{apiGroups: [\"\"], resources: [configmaps]}]\n";
  private static final String FORGED =
      IntStream.range(0, 101)
          .mapToObj(i -> "example.com/f" + i)
          .collect(Collectors.joining(", ", "[", ", terms.softdelete.dev/%s]"));

  private static String ns;
  private static String strict;

  @BeforeAll
  static void cover() {
    ns = Cluster.coveredNamespace(COVERED);
    strict =
        Cluster.coveredNamespace(COVERED + "  retention: Indefinite\n  purgeProtection: true\n");
  }

  @AfterAll
  static void uncover() {
    Policies.abandon(ns, strict);
  }

  @Test
  void aCreateIsCoveredWithoutTheMark() {
    Caller.Answer created =
        Caller.administrator()
            .create(
                path(""), "{metadata: {name: born, finalizers: " + FORGED.formatted(strict) + "}}");

    assertCovered(created);
  }

  @Test
  void anUpdateKeepsWhatWasThere() {
    Caller.administrator().create(path(""), "{metadata: {name: web, finalizers: [a.b/c]}}");

    Caller.Answer updated =
        Caller.administrator()
            .merge(path("/web"), "metadata: {finalizers: " + FORGED.formatted(strict) + "}");

    assertCovered(updated);
    assertThat(updated.body().at("/metadata/finalizers").toString()).contains("a.b/c");
  }

  private static void assertCovered(Caller.Answer answer) {
    assertThat(answer.ok()).as(answer.toString()).isTrue();
    assertThat(answer.body().at("/metadata/finalizers").toString())
        .contains("softdelete.dev/retain", "terms.softdelete.dev/" + ns)
        .doesNotContain("terms.softdelete.dev/" + strict);
  }

  private static String path(String name) {
    return "/api/v1/namespaces/" + ns + "/configmaps" + name;
  }
}
