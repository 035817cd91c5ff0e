package dev.softdelete.e2e.survival;

import java.util.List;
import java.util.Set;

/** A request of the operator that passes through the {@link FaultProxy}. */
record ProxiedRequest(String method, String target) {
  private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
  private static final List<String> BESIDE_THE_POINT =
      List.of("/leases", "/events", "/selfsubject", "dryRun=");

  /** Whether the request changes what the operator keeps. */
  boolean write() {
    return WRITES.contains(method) && BESIDE_THE_POINT.stream().noneMatch(target::contains);
  }

  /**
   * Whether the request creates an object or a record. A Secret does not count, because it is a
   * snapshot of an object.
   */
  boolean creates() {
    return method.equals("POST") && !target.contains("/secrets");
  }

  boolean is(String wantedMethod, String partOfTarget) {
    return method.equals(wantedMethod) && target.contains(partOfTarget);
  }

  /** Returns the method and the resource, without the names, which differ from run to run. */
  @Override
  public String toString() {
    String path = target.replaceAll("\\?.*", "").replaceAll("/namespaces/[^/]+", "");
    String[] segments = path.split("/", -1);
    int resource = path.startsWith("/api/") ? 3 : 4;
    String status = path.endsWith("/status") ? "/status" : "";
    return method + " " + (segments.length > resource ? segments[resource] : path) + status;
  }
}
