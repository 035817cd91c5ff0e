package dev.softdelete.e2e.ledger.load;

/** What the requests are about. The names are those of the kinds. */
public enum Kind {
  ConfigMap("v1", "configmaps"),
  Secret("v1", "secrets"),
  Service("v1", "services"),
  Deployment("apps/v1", "deployments"),
  Gadget("ledger.example.com/v1", "gadgets");

  private final String apiVersion;
  private final String plural;

  Kind(String apiVersion, String plural) {
    this.apiVersion = apiVersion;
    this.plural = plural;
  }

  public String apiVersion() {
    return apiVersion;
  }

  /** The path of all of a namespace. */
  public String path(String namespace) {
    String root = apiVersion.equals("v1") ? "/api/v1" : "/apis/" + apiVersion;
    return root + "/namespaces/" + namespace + "/" + plural;
  }
}
