package dev.softdelete.operator.startup;

import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.kube.SubjectAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Checks the rights without which a replica would never become ready, or would become ready and
 * never lead. Other missing rights are reported by a condition where they are needed.
 */
public final class RequiredRights {
  private static final List<ResourceType> WATCHED =
      List.of(
          ResourceType.POLICIES,
          ResourceType.DELETED_RESOURCES,
          ResourceType.NAME_RESERVATIONS,
          ResourceType.NAMESPACES,
          ResourceType.CUSTOM_RESOURCE_DEFINITIONS);

  /**
   * A right that the operator needs.
   *
   * @param namespace the namespace; empty for all namespaces
   */
  record Right(String verb, ResourceType type, Optional<String> namespace) {
    boolean granted(SubjectAccess access) {
      return access.weMay(verb, type, namespace);
    }

    @Override
    public String toString() {
      return verb + " " + type.groupResource() + namespace.map(n -> " in " + n).orElse("");
    }
  }

  private RequiredRights() {}

  /**
   * Checks that the API server grants all needed rights.
   *
   * @param namespace the operator's own namespace
   * @throws CannotRunException with a message that names the missing rights
   */
  public static void check(ApiServer api, String namespace) {
    var access = new SubjectAccess(api);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          needed(namespace).stream()
              .map(
                  right ->
                      CompletableFuture.supplyAsync(
                          () ->
                              right.granted(access) ? Optional.<Right>empty() : Optional.of(right),
                          threads))
              .toList();
      List<Right> missing =
          answers.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
      check(missing);
    }
  }

  static void check(List<Right> missing) {
    if (!missing.isEmpty()) {
      throw new CannotRunException(
          "The operator lacks these rights: %s. Run it as the chart's ServiceAccount, with the chart's roles."
              .formatted(String.join(", ", missing.stream().map(Right::toString).toList())));
    }
  }

  static List<Right> needed(String namespace) {
    var needed = new ArrayList<Right>();
    for (ResourceType type : WATCHED) {
      Stream.of("list", "watch").forEach(v -> needed.add(new Right(v, type, Optional.empty())));
    }
    Stream.of("get", "create", "update", "patch")
        .forEach(v -> needed.add(new Right(v, ResourceType.LEASES, Optional.of(namespace))));
    return needed;
  }
}
