package dev.softdelete.e2e.survival;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.e2e.Cluster;
import dev.softdelete.e2e.Installation;
import dev.softdelete.e2e.Kubectl;
import dev.softdelete.e2e.Repository;
import dev.softdelete.e2e.restore.Live;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The state that a newer operator would leave: its definition of records, and records of its
 * format.
 */
final class Newer implements AutoCloseable {
  private static final String DEFINITION = "crd/deletedresources.softdelete.dev";
  private static final String SPEC =
      "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties";

  private final Kubectl admin = Trial.kubectl();
  private final Kubectl operator =
      Cluster.installation().kubectl().of(Cluster.installation().operatorKubeconfig());
  private final List<DeletedResource> written = new ArrayList<>();

  /** Adds a field and a mode to the CRD. */
  Newer() {
    admin.run(
        "patch",
        DEFINITION,
        "--type=json",
        "-p",
        """
        [{"op": "add", "path": "%1$s/fromTheFuture",
          "value": {"type": "object", "x-kubernetes-preserve-unknown-fields": true}},
         {"op": "add", "path": "%1$s/mode/enum/-", "value": "Freeze"}]
        """
            .formatted(SPEC));
  }

  /**
   * Replaces a record that this version wrote by one of format 2, and marks its snapshot likewise.
   *
   * @param change makes further changes to the record
   */
  void rewrite(DeletedResource record, Consumer<ObjectNode> change) {
    ObjectNode json = (ObjectNode) get(record);
    ((ObjectNode) json.get("metadata"))
        .remove(List.of("uid", "resourceVersion", "creationTimestamp", "generation"));
    json.remove("status");
    ObjectNode spec = (ObjectNode) json.get("spec");
    spec.put("format", 2).put("mode", "Freeze").putObject("fromTheFuture").put("matters", "much");
    change.accept(json);
    remove(record);
    Trial.eventually(() -> operator.input(json.toString(), "create", "-f", "-"));
    markSnapshot(record);
    written.add(record);
  }

  /** Marks the snapshot as if a newer operator had stored it. */
  void markSnapshot(DeletedResource record) {
    operator.run(
        "annotate",
        "secret",
        "-n",
        Installation.NAMESPACE,
        "-l",
        "softdelete.dev/uid=" + record.getSpec().resource().uid(),
        "softdelete.dev/format=2");
  }

  /** Removes the record, but keeps its snapshot. */
  void remove(DeletedResource record) {
    String name = record.getMetadata().getName();
    String namespace = record.getMetadata().getNamespace();
    admin.run("delete", "deleted", name, "-n", namespace, "--wait=false");
    operator.run(
        "patch",
        "deleted",
        name,
        "-n",
        namespace,
        "--type=json",
        "-p",
        "[{\"op\":\"remove\",\"path\":\"/metadata/finalizers\"}]");
  }

  JsonNode get(DeletedResource record) {
    return Live.parse(
        admin.run(
            "get",
            "deleted",
            record.getMetadata().getName(),
            "-n",
            record.getMetadata().getNamespace(),
            "-o",
            "json"));
  }

  /** Returns the parts of a record that only a newer operator may change. */
  String essence(DeletedResource record) {
    ObjectNode json = (ObjectNode) get(record);
    ((ObjectNode) json.get("spec")).remove(List.of("restoreRequestedBy", "restoreRequestId"));
    return json.at("/metadata/finalizers").toString() + json.get("spec") + json.get("status");
  }

  /** Removes the records of the newer format, and restores the definition. */
  @Override
  public void close() {
    if (written.isEmpty()) {
      return;
    }
    written.forEach(this::remove);
    written.clear();
    admin.run(
        "apply", "--server-side", "--force-conflicts", "-f", Repository.file("crds").toString());
  }
}
