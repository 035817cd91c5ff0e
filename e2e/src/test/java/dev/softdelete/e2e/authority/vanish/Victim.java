package dev.softdelete.e2e.authority.vanish;

/** What somebody wants to lose. */
enum Victim {
  CONFIG_MAP("api/v1", "configmaps", "data: {k: v}"),
  /** One that is deleted already. */
  RECORDED("api/v1", "configmaps", "data: {k: v}"),
  /** One under a policy of mode Hold. */
  HELD("api/v1", "configmaps", "data: {k: v}"),
  SECRET("api/v1", "secrets", "stringData: {k: v}"),
  POD("api/v1", "pods", "spec: {containers: [{name: c, image: x}]}"),
  CLAIM(
      "api/v1",
      "persistentvolumeclaims",
      "spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Mi}}}"),
  DEPLOYMENT(
      "apis/apps/v1",
      "deployments",
      "spec: {replicas: 0, selector: {matchLabels: {a: b}},"
          + " template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: x}]}}}");

  private final String group;
  private final String plural;
  private final String rest;

  Victim(String group, String plural, String rest) {
    this.group = group;
    this.plural = plural;
    this.rest = rest;
  }

  String collection(String namespace) {
    return "/" + group + "/namespaces/" + namespace + "/" + plural;
  }

  /**
   * A manifest of one.
   *
   * @param proof by which it is known again
   */
  String manifest(String name, String proof) {
    return """
    {metadata: {name: %s, labels: {keep: '%s'}, annotations: {example.com/proof: %s}}, %s}
    """
        .formatted(name, this == HELD ? "held" : "yes", proof, rest);
  }
}
