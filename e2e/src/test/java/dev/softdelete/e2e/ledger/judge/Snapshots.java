package dev.softdelete.e2e.ledger.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.softdelete.api.SnapshotReference;
import dev.softdelete.e2e.ledger.history.Life;
import dev.softdelete.e2e.ledger.history.Version;
import dev.softdelete.operator.snapshot.SnapshotCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stored copies, those included that are gone by now. */
final class Snapshots {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TYPE = "softdelete.dev/snapshot";

  private final Map<String, Life> byName = new HashMap<>();
  private final List<Life> all = new ArrayList<>();

  Snapshots(List<Life> lives, String operatorNamespace) {
    for (Life life : lives) {
      if (life.is("Secret")
          && life.namespace().equals(operatorNamespace)
          && life.first().text("/type").equals(TYPE)) {
        byName.put(life.name(), life);
        all.add(life);
      }
    }
  }

  /** Those that are left at the end. */
  List<Life> left() {
    return all.stream().filter(Life::alive).toList();
  }

  static String uid(Life part) {
    return part.first().json().at("/metadata/labels").path("softdelete.dev/uid").asText();
  }

  /** Whether every part of a record's copy is there at the end. */
  boolean kept(Version record) {
    return names(record).stream().allMatch(n -> byName.containsKey(n) && byName.get(n).alive());
  }

  /**
   * The object that a record restores.
   *
   * @return empty when it was never stored
   * @throws RuntimeException when it is not what the record says
   */
  Optional<JsonNode> payload(Version record) {
    var parts = new ArrayList<byte[]>();
    for (String name : names(record)) {
      Life part = byName.get(name);
      if (part == null) {
        return Optional.empty();
      }
      String value = part.first().json().path("data").path("object.json.gz").asText();
      parts.add(Base64.getDecoder().decode(value));
    }
    try {
      return Optional.of(JSON.readTree(SnapshotCodec.decode(reference(record), parts)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same; empty when it is corrupt, too: another check finds that. */
  Optional<JsonNode> readable(Version record) {
    try {
      return payload(record);
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private static SnapshotReference reference(Version record) {
    JsonNode snapshot = record.json().at("/spec/snapshot");
    return new SnapshotReference(
        snapshot.path("sha256").asText(),
        snapshot.path("bytes").asLong(),
        snapshot.path("parts").asInt());
  }

  private static List<String> names(Version record) {
    String uid = record.text("/spec/resource/uid");
    String head =
        "snapshot-%s-%s"
            .formatted(
                SnapshotCodec.sha256(uid.getBytes(StandardCharsets.UTF_8)).substring(0, 12),
                reference(record).sha256().substring(0, 16));
    var names = new ArrayList<String>();
    for (int part = 0; part < reference(record).parts(); part++) {
      names.add(part == 0 ? head : head + "-" + part);
    }
    return names;
  }
}
