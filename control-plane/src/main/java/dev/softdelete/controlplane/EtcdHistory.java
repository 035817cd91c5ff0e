package dev.softdelete.controlplane;

import java.net.URI;

/** etcd's past revisions, which watches and paged lists read. */
final class EtcdHistory {

  private EtcdHistory() {}

  /** Forgets all but the current revision, and returns that revision. */
  static long compact(URI etcd) {
    try (var connection = HttpConnection.plain(etcd)) {
      // Any read tells the revision; the key is one zero byte in base64.
      long revision =
          connection.post("/v3/kv/range", "{\"key\":\"AA==\"}").at("/header/revision").asLong();
      connection.post(
          "/v3/kv/compaction", "{\"revision\":%d,\"physical\":true}".formatted(revision));
      return revision;
    }
  }
}
