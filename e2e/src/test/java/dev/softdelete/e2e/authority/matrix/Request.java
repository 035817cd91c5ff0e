package dev.softdelete.e2e.authority.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.e2e.Caller;
import dev.softdelete.e2e.Caller.Answer;
import java.time.Duration;
import java.time.Instant;

/** Somebody, and what they ask something of. */
record Request(Caller caller, Stage stage, Target target) {

  /** Patches the record. */
  Answer patch(String patch) {
    return caller.merge(target.path(), patch);
  }

  Answer annotate(String annotations) {
    return patch("metadata: {annotations: {" + annotations + "}}");
  }

  Answer patchLive(String patch) {
    return caller.merge(target.livePath(), patch);
  }

  Answer patchSnapshot(String patch) {
    return caller.merge(target.snapshotPath(), patch);
  }

  Answer movePurgeTime(Duration by) {
    return patch("spec: {purgeTime: '%s'}".formatted(purgeTime().plus(by)));
  }

  /** Puts the record with something else in the spec's object of that name. */
  Answer replace(String in, String field, String value) {
    ObjectNode copy = record().deepCopy();
    copy.withObject("/spec/" + in).put(field, value);
    return caller.replace(target.path(), copy.toString());
  }

  /** Creates a record like the target's. */
  Answer forge(String namespace) {
    return caller.create(
        Stage.records(namespace),
        "{apiVersion: softdelete.dev/v1, kind: DeletedResource, metadata: {name: forged}, spec: %s}"
            .formatted(record().path("spec")));
  }

  private Instant purgeTime() {
    return Instant.parse(record().at("/spec/purgeTime").asText());
  }

  private JsonNode record() {
    return Caller.administrator().get(target.path()).body();
  }
}
