package dev.softdelete.operator.kube;

/** An entry of {@code metadata.ownerReferences}. */
public record OwnerReference(
    String apiVersion, String kind, String name, String uid, boolean controller) {

  /** Returns the API group, "" for the core group. */
  public String group() {
    return GroupVersion.of(apiVersion).group();
  }
}
