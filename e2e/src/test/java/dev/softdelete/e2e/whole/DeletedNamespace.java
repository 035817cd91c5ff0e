package dev.softdelete.e2e.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import java.util.ArrayList;
import java.util.List;

/**
 * A namespace that was deleted, by its record.
 *
 * @param uid that it had
 * @param record the name of its record
 */
public record DeletedNamespace(String name, String uid, String record) {
  static final String HOME_OF_RECORDS = Installation.NAMESPACE;

  /** Deletes it, with all that is in it, and waits until it is gone. */
  static DeletedNamespace delete(String name) {
    Kubectl kubectl = Cluster.kubectl();
    String uid = kubectl.run("get", "namespace", name, "-o", "jsonpath={.metadata.uid}");
    kubectl.run("delete", "namespace", name, "--timeout=120s");
    return gone(name, uid);
  }

  /** One that somebody deleted. */
  public static DeletedNamespace gone(String name, String uid) {
    return new DeletedNamespace(name, uid, recordOf("Namespace", uid));
  }

  private static String recordOf(String kind, String uid) {
    String names =
        Cluster.kubectl()
            .run(
                "get",
                "dr",
                "-n",
                HOME_OF_RECORDS,
                "--field-selector=spec.resource.kind=" + kind,
                "-o",
                "jsonpath={.items[?(@.spec.resource.uid=='%s')].metadata.name}".formatted(uid));
    assertThat(names).as("the record of " + uid).isNotEmpty();
    return names;
  }

  public DeletedNamespace ask(String... annotations) {
    var args = new ArrayList<>(List.of("annotate", "dr", record, "-n", HOME_OF_RECORDS));
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
            "dr",
            record,
            "-n",
            HOME_OF_RECORDS,
            "--for=condition=Restored",
            "--timeout=180s");
    return this;
  }

  /** Of its condition {@code Restored}. */
  String restored(String field) {
    return Cluster.kubectl()
        .run(
            "get",
            "dr",
            record,
            "-n",
            HOME_OF_RECORDS,
            "-o",
            "jsonpath={.status.conditions[?(@.type=='Restored')].%s}".formatted(field));
  }

  /** What the record says that its restore would lead to. */
  String preview() {
    Kubectl kubectl = Cluster.kubectl();
    kubectl.run("annotate", "dr", record, "-n", HOME_OF_RECORDS, "softdelete.dev/restore=dry-run");
    kubectl.run("wait", "dr", record, "-n", HOME_OF_RECORDS, "--for=condition=RestorePossible");
    return kubectl.run(
        "get",
        "dr",
        record,
        "-n",
        HOME_OF_RECORDS,
        "-o",
        "jsonpath={.status.conditions[?(@.type=='RestorePossible')].message}");
  }

  /** What went with it, and is in that state; kind and name, sorted. */
  public List<String> members(String state) {
    return Cluster.kubectl()
        .run(
            "get",
            "dr",
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
