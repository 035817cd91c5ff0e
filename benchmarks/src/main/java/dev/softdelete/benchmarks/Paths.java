package dev.softdelete.benchmarks;

import dev.softdelete.e2e.Installation;

/** The API paths of the benchmarks' objects. */
final class Paths {
  static final String COVERED = "bench-covered";
  static final String UNCOVERED = "bench-uncovered";
  static final String NAMESPACES = "/api/v1/namespaces";
  static final String RECORDS = records(COVERED);
  static final String SNAPSHOTS = "/api/v1/namespaces/" + Installation.NAMESPACE + "/secrets";
  static final String EVENTS = "/api/v1/namespaces/" + COVERED + "/events";

  private Paths() {}

  static String records(String namespace) {
    return "/apis/softdelete.dev/v1/namespaces/" + namespace + "/deletedresources";
  }

  static String configMaps(String namespace) {
    return "/api/v1/namespaces/" + namespace + "/configmaps";
  }

  static String configMap(String name) {
    return configMaps(COVERED) + "/" + name;
  }

  static String record(String name) {
    return RECORDS + "/" + name;
  }

  static String snapshot(String name) {
    return SNAPSHOTS + "/" + name;
  }
}
