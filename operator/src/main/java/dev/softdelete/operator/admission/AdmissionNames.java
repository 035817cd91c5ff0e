package dev.softdelete.operator.admission;

import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.snapshot.SnapshotCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The names of what the operator writes for a policy. */
final class AdmissionNames {
  static final String API_VERSION = "admissionregistration.k8s.io/v1";
  static final String POLICIES = "mutatingadmissionpolicies";
  static final String BINDINGS = "mutatingadmissionpolicybindings";

  private static final int LONGEST = 253;

  private AdmissionNames() {}

  static String protect(String policy) {
    return fitting("softdelete-protect-", policy);
  }

  static String keep(String policy) {
    return fitting("softdelete-keep-", policy);
  }

  static String canary(String policy) {
    return fitting("softdelete-canary-", policy);
  }

  /** A policy's own name may be as long as a name can be. */
  static String fitting(String prefix, String policy) {
    if (prefix.length() + policy.length() <= LONGEST) {
      return prefix + policy;
    }
    String digest = SnapshotCodec.sha256(policy.getBytes(StandardCharsets.UTF_8)).substring(0, 12);
    int room = LONGEST - prefix.length() - digest.length() - 1;
    return prefix + policy.substring(0, room).replaceAll("[.-]+$", "") + "-" + digest;
  }

  static String path(String plural, String name) {
    return type(plural).path(Optional.empty(), name);
  }

  static String collection(String plural) {
    return type(plural).path();
  }

  private static ResourceType type(String plural) {
    return ResourceType.of("admissionregistration.k8s.io", "v1", plural, "", false);
  }

  /** In the order in which they are removed. */
  static List<String> paths(String policy) {
    return List.of(
        path(BINDINGS, canary(policy)),
        path(BINDINGS, protect(policy)),
        path(POLICIES, protect(policy)),
        path(BINDINGS, keep(policy)),
        path(POLICIES, keep(policy)));
  }
}
