package dev.softdelete.operator.kube;

/**
 * The group and version of an {@code apiVersion}.
 *
 * @param group the API group, "" for the core group
 */
public record GroupVersion(String group, String version) {

  public static GroupVersion of(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return new GroupVersion(
        slash < 0 ? "" : apiVersion.substring(0, slash), apiVersion.substring(slash + 1));
  }
}
