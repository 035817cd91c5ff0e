package dev.softdelete.operator.kube;

import dev.softdelete.api.ResourceIdentity;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** A resource that the API server serves, in the version that its group prefers. */
public record ResourceType(
    String group,
    String version,
    String plural,
    String kind,
    boolean namespaced,
    Set<String> verbs,
    Set<String> subresources) {

  public static final ResourceType NAMESPACES = core("namespaces", "Namespace", false);
  public static final ResourceType SECRETS = core("secrets", "Secret", true);
  public static final ResourceType CONFIG_MAPS = core("configmaps", "ConfigMap", true);
  public static final ResourceType LEASES =
      of("coordination.k8s.io", "v1", "leases", "Lease", true);
  public static final ResourceType CUSTOM_RESOURCE_DEFINITIONS =
      of(
          "apiextensions.k8s.io",
          "v1",
          "customresourcedefinitions",
          "CustomResourceDefinition",
          false);
  public static final ResourceType DELETED_RESOURCES =
      of("softdelete.dev", "v1", "deletedresources", "DeletedResource", true);
  public static final ResourceType POLICIES =
      of("softdelete.dev", "v1", "softdeletepolicies", "SoftDeletePolicy", false);

  public static final ResourceType NAME_RESERVATIONS =
      of("softdelete.dev", "v1", "namereservations", "NameReservation", false);
  public static final ResourceType RESERVED_NAMES =
      of("softdelete.dev", "v1", "reservednames", "ReservedNames", false);

  private static ResourceType core(String plural, String kind, boolean namespaced) {
    return of("", "v1", plural, kind, namespaced);
  }

  public static ResourceType of(
      String group, String version, String plural, String kind, boolean namespaced) {
    return new ResourceType(group, version, plural, kind, namespaced, Set.of(), Set.of());
  }

  /** Returns the resource type of a deleted object. */
  public static ResourceType of(ResourceIdentity deleted) {
    GroupVersion version = GroupVersion.of(deleted.apiVersion());
    return of(
        version.group(),
        version.version(),
        deleted.resource(),
        deleted.kind(),
        deleted.namespace() != null);
  }

  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /**
   * Whether this is the type of Namespaces. They are cluster-scoped, and each Namespace counts as
   * in itself.
   */
  public boolean isNamespaces() {
    return isNamespaces(group, plural);
  }

  public static boolean isNamespaces(String group, String plural) {
    return group.equals(NAMESPACES.group) && plural.equals(NAMESPACES.plural);
  }

  /** Returns {@code plural.group}, or only the plural in the core group. */
  public String groupResource() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  /** Returns the path of the collection over all namespaces. */
  public String path() {
    return (group.isEmpty() ? "/api/" : "/apis/") + apiVersion() + "/" + plural;
  }

  /**
   * Returns the path of the collection in a namespace. Without a namespace, it is the path for
   * cluster-scoped resources.
   */
  public String path(Optional<String> namespace) {
    String root = (group.isEmpty() ? "/api/" : "/apis/") + apiVersion();
    return namespaced && namespace.isPresent()
        ? root + "/namespaces/" + encode(namespace.get()) + "/" + plural
        : root + "/" + plural;
  }

  public String path(Optional<String> namespace, String name) {
    return path(namespace) + "/" + encode(name);
  }

  public boolean supports(String verb) {
    return verbs.contains(verb);
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
