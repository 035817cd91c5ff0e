package dev.softdelete.e2e.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Very large objects, with many entries in each field over which an expression iterates. A policy
 * accepts and covers what the API server accepts without it. The requests are dry runs: admission
 * is the same.
 *
 * <p>Maps have 40,000 entries and not the 100,000 that fit in a request: without any policy, the
 * API server needs 13 seconds for an object with 100,000 labels, and 34 seconds, its limit, on a
 * busy machine.
 */
@Tag("soak")
class LargestObjectsTest {
  private static String path;

  @BeforeAll
  static void cover() {
    String ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
              nameReservation: {duration: 1h}
            """);
    path = "/api/v1/namespaces/" + ns + "/configmaps";
    assertThat(Caller.administrator().create(path, configMap("small", "{}")).ok()).isTrue();
  }

  static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of("finalizers", list("finalizers", 100_000, i -> "\"a.b/" + i + "\"")),
        Arguments.of(
            "owners",
            list(
                "ownerReferences",
                40_000,
                i ->
                    "{\"apiVersion\":\"v1\",\"kind\":\"A\",\"name\":\"a\",\"uid\":\"" + i + "\"}")),
        Arguments.of(
            "owners that are workloads",
            list(
                "ownerReferences",
                20_000,
                i ->
                    "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"name\":\"a\","
                        + "\"controller\":false,\"uid\":\""
                        + i
                        + "\"}")),
        Arguments.of("labels", map("labels", 40_000)),
        Arguments.of("annotations", map("annotations", 40_000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void areCoveredWhenTheyAreCreated(String name, String metadata) {
    var answer = Caller.administrator().create(path + "?dryRun=All", configMap("large", metadata));

    assertCovered(answer, name);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void areCoveredWhenTheyAreUpdated(String name, String metadata) {
    var answer =
        Caller.administrator().replace(path + "/small?dryRun=All", configMap("small", metadata));

    assertCovered(answer, name);
  }

  private static void assertCovered(Caller.Answer answer, String name) {
    assertThat(answer.ok()).as(name + ": " + answer.message()).isTrue();
    assertThat(answer.body().at("/metadata/finalizers").toString())
        .as(name)
        .contains("softdelete.dev/retain");
  }

  private static String configMap(String name, String metadata) {
    String more = metadata.substring(1, metadata.length() - 1);
    return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\""
        + name
        + "\""
        + (more.isEmpty() ? "" : "," + more)
        + "}}";
  }

  private static String list(String field, int many, IntFunction<String> item) {
    return IntStream.range(0, many)
        .mapToObj(item)
        .collect(Collectors.joining(",", "{\"" + field + "\":[", "]}"));
  }

  private static String map(String field, int many) {
    return IntStream.range(0, many)
        .mapToObj(i -> "\"" + Integer.toString(i, 36) + "\":\"\"")
        .collect(Collectors.joining(",", "{\"" + field + "\":{", "}}"));
  }
}
