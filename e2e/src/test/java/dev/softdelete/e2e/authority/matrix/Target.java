package dev.softdelete.e2e.authority.matrix;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What somebody asks something of: a record, what it stands for, and where that was.
 *
 * @param namespace of the record
 * @param record its name
 * @param collection the path of the kind, where it was deleted
 * @param name of what was deleted
 * @param live the name of something covered that lives beside it
 * @param snapshot the name of its Secret
 * @param purgeTime as it was first
 */
record Target(
    String namespace,
    String record,
    String collection,
    String name,
    String live,
    String snapshot,
    JsonNode purgeTime) {
  static final String HOME = "/api/v1/namespaces/soft-delete-system/secrets";

  String records() {
    return Stage.records(namespace);
  }

  String path() {
    return records() + "/" + record;
  }

  String snapshotPath() {
    return HOME + "/" + snapshot;
  }

  String livePath() {
    return collection + "/" + live;
  }
}
