package dev.softdelete.e2e.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Cluster;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users may write to a record is bounded. */
class RecordSizeTest {
  private static String path;

  @BeforeAll
  static void record() {
    String ns =
        Cluster.namespaceUnderSharedPolicy(
            """
              resources: [{apiGroups: [""], resources: [configmaps]}]
            """);
    var kubectl = Cluster.kubectl();
    kubectl.run("create", "configmap", "web", "-n", ns);
    kubectl.run("delete", "configmap", "web", "-n", ns, "--timeout=60s");
    path =
        "/apis/softdelete.dev/v1/namespaces/"
            + ns
            + "/deletedresources/"
            + kubectl.run("get", "deleted", "-n", ns, "-o", "jsonpath={.items[0].metadata.name}");
  }

  @ParameterizedTest(name = "{1} {0} of {2} characters")
  @CsvSource({
    "annotations, 40, 100, true",
    "annotations, 1, 17000, false",
    "annotations, 70, 1, false",
    "labels, 100, 10, true",
    "labels, 130, 10, false",
  })
  void isBounded(String field, int many, int length, boolean accepted) {
    Caller.Answer answer = Caller.administrator().dry().merge(path, metadata(field, many, length));

    assertThat(answer.ok()).as(answer.message()).isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({"20, true", "40, false"})
  void finalizersAreBounded(int many, boolean accepted) {
    String finalizers =
        IntStream.range(0, many)
            .mapToObj(i -> "example.com/f" + i)
            .collect(Collectors.joining(", ", "softdelete.dev/purge, ", ""));

    Caller.Answer answer =
        Caller.administrator().dry().merge(path, "metadata: {finalizers: [" + finalizers + "]}");

    assertThat(answer.ok()).as(answer.message()).isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({"64, true", "65, false"})
  void notesOfOthersTakeNoRoomFromARestore(int notes, boolean accepted) {
    Caller.Answer answer =
        Caller.administrator()
            .dry()
            .merge(
                path,
                IntStream.range(0, notes)
                    .mapToObj(i -> "softdelete.dev/note" + i + ": x")
                    .collect(
                        Collectors.joining(
                            ", ",
                            "metadata: {annotations: {softdelete.dev/restore: 'true', ",
                            "}}")));

    assertThat(answer.ok()).as(answer.message()).isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({"1, 100, true", "1, 2000, false", "120, 1, false"})
  void fieldOwnershipIsBounded(int entries, int keys, boolean accepted) {
    String fields =
        IntStream.range(0, keys)
            .mapToObj("\"f:softdelete.dev/%05d\": {}"::formatted)
            .collect(Collectors.joining(", "));
    String all =
        IntStream.range(0, entries)
            .mapToObj(
                i ->
                    """
                    {"manager": "x%d", "operation": "Apply", "apiVersion": "softdelete.dev/v1",
                     "time": "2026-01-01T00:00:00Z", "fieldsType": "FieldsV1",
                     "fieldsV1": {"f:metadata": {"f:annotations": {%s}}}}
                    """
                        .formatted(i, fields))
            .collect(Collectors.joining(", ", "metadata: {managedFields: [", "]}"));

    Caller.Answer answer = Caller.administrator().dry().merge(path, all);

    assertThat(answer.ok()).as(answer.message()).isEqualTo(accepted);
  }

  private static String metadata(String field, int many, int length) {
    return IntStream.range(0, many)
        .mapToObj(i -> "k" + i + ": " + "x".repeat(length))
        .collect(Collectors.joining(", ", "metadata: {" + field + ": {", "}}"));
  }
}
