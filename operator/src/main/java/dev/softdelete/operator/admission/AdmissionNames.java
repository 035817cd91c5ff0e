package dev.softdelete.operator.admission;

import dev.softdelete.operator.kube.ResourceType;
import java.util.List;
import java.util.Optional;

/** The names of the objects that the operator writes to {@code admissionregistration.k8s.io}. */
public final class AdmissionNames {
  public static final String API_VERSION = "admissionregistration.k8s.io/v1";
  public static final String POLICIES = "mutatingadmissionpolicies";
  public static final String BINDINGS = "mutatingadmissionpolicybindings";

  private AdmissionNames() {}

  public static String protect(String policy) {
    return "softdelete-protect-" + policy;
  }

  public static String keep(String policy) {
    return "softdelete-keep-" + policy;
  }

  public static String canary(String policy) {
    return "softdelete-canary-" + policy;
  }

  public static String path(String plural, String name) {
    return type(plural).path(Optional.empty(), name);
  }

  public static String collection(String plural) {
    return type(plural).path();
  }

  private static ResourceType type(String plural) {
    return ResourceType.of("admissionregistration.k8s.io", "v1", plural, "", false);
  }

  /** Returns the paths of a policy's objects, in the order in which they are removed. */
  public static List<String> paths(String policy) {
    return List.of(
        path(BINDINGS, canary(policy)),
        path(BINDINGS, protect(policy)),
        path(POLICIES, protect(policy)),
        path(BINDINGS, keep(policy)),
        path(POLICIES, keep(policy)));
  }
}
