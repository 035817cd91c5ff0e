package dev.softdelete.e2e.ledger.load;

/** A request as it is sent. */
public record Call(String method, String path, String type, String body) {
  static final String JSON = "application/json";
  static final String MERGE = "application/merge-patch+json";
  static final String APPLY = "application/apply-patch+yaml";

  /** Where, without the query. */
  public String target() {
    return path.replaceFirst("\\?.*", "");
  }
}
