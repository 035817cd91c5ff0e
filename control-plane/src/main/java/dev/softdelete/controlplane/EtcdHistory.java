package dev.softdelete.controlplane;

import java.net.URI;

/** The past revisions in etcd, which watches and paged lists read. */
final class EtcdHistory {

  private EtcdHistory() {}

  /** Discards all revisions except the current one, and returns the current revision. */
  static long compact(URI etcd) {
    try (var connection = HttpConnection.plain(etcd)) {
      // Any read returns the revision. The key is one zero byte in base64.
      long revision =
          connection.post("/v3/kv/range", "{\"key\":\"AA==\"}").at("/header/revision").asLong();
      connection.post(
          "/v3/kv/compaction", "{\"revision\":%d,\"physical\":true}".formatted(revision));
      return revision;
    }
  }
}
