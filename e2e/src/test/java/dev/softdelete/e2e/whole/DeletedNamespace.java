package dev.softdelete.e2e.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import java.util.ArrayList;
import java.util.List;

/**
 * A deleted namespace, identified by its record.
 *
 * @param uid the uid that the namespace had
 * @param record the name of its record
 */
public record DeletedNamespace(String name, String uid, String record) {
  static final String HOME_OF_RECORDS = Installation.NAMESPACE;

  /** Deletes the namespace with all its content, and waits until it is gone. */
  static DeletedNamespace delete(String name) {
    Kubectl kubectl = Cluster.kubectl();
    String uid = kubectl.run("get", "namespace", name, "-o", "jsonpath={.metadata.uid}");
    kubectl.run("delete", "namespace", name, "--timeout=120s");
    return gone(name, uid);
  }

  /** Returns a namespace that was deleted before. */
  public static DeletedNamespace gone(String name, String uid) {
    return new DeletedNamespace(name, uid, recordOf("Namespace", uid));
  }

  private static String recordOf(String kind, String uid) {
    String names =
        Cluster.kubectl()
            .run(
                "get",
                "deleted",
                "-n",
                HOME_OF_RECORDS,
                "--field-selector=spec.resource.kind=" + kind,
                "-o",
                "jsonpath={.items[?(@.spec.resource.uid=='%s')].metadata.name}".formatted(uid));
    assertThat(names).as("the record of " + uid).isNotEmpty();
    return names;
  }

  public DeletedNamespace ask(String... annotations) {
    var args = new ArrayList<>(List.of("annotate", "deleted", record, "-n", HOME_OF_RECORDS));
    args.addAll(List.of("--overwrite", "softdelete.dev/restore=true"));
    args.addAll(List.of(annotations));
    Cluster.kubectl().run(args.toArray(String[]::new));
    return this;
  }

  DeletedNamespace restore(String... annotations) {
    return ask(annotations).awaitRestored();
  }

  public DeletedNamespace awaitRestored() {
    Cluster.kubectl()
        .run(
            "wait",
            "deleted",
            record,
            "-n",
            HOME_OF_RECORDS,
            "--for=condition=Restored",
            "--timeout=180s");
    return this;
  }

  /** Returns a field of the condition {@code Restored}. */
  String restored(String field) {
    return Cluster.kubectl()
        .run(
            "get",
            "deleted",
            record,
            "-n",
            HOME_OF_RECORDS,
            "-o",
            "jsonpath={.status.conditions[?(@.type=='Restored')].%s}".formatted(field));
  }

  /** Returns the message in which the record says what its restore would do. */
  String preview() {
    Kubectl kubectl = Cluster.kubectl();
    kubectl.run(
        "annotate", "deleted", record, "-n", HOME_OF_RECORDS, "softdelete.dev/restore=dry-run");
    kubectl.run(
        "wait", "deleted", record, "-n", HOME_OF_RECORDS, "--for=condition=RestorePossible");
    return kubectl.run(
        "get",
        "deleted",
        record,
        "-n",
        HOME_OF_RECORDS,
        "-o",
        "jsonpath={.status.conditions[?(@.type=='RestorePossible')].message}");
  }

  /**
   * Returns the members of the namespace's group that are in that state, as kind and name, sorted.
   */
  public List<String> members(String state) {
    return Cluster.kubectl()
        .run(
            "get",
            "deleted",
            "-n",
            HOME_OF_RECORDS,
            "-l",
            "softdelete.dev/deletion-group=" + uid,
            "--field-selector=status.state=" + state,
            "-o",
            "jsonpath={range .items[*]}{.spec.resource.kind}/{.spec.resource.name}{\"\\n\"}{end}")
        .lines()
        .sorted()
        .toList();
  }
}
