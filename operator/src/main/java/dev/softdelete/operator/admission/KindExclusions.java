package dev.softdelete.operator.admission;

import dev.softdelete.api.ResourceRule;
import java.util.List;

/** Kinds that no policy covers: what the system writes for itself, all day long. */
public final class KindExclusions {
  public static final List<ResourceRule> ALWAYS =
      List.of(
          rule("softdelete.dev", "*"),
          rule("", "events"),
          rule("events.k8s.io", "events"),
          rule("coordination.k8s.io", "*"),
          rule("", "endpoints"),
          rule("discovery.k8s.io", "endpointslices"),
          rule("", "nodes"),
          rule("storage.k8s.io", "csinodes"),
          rule("storage.k8s.io", "volumeattachments"),
          rule("certificates.k8s.io", "certificatesigningrequests"),
          rule("networking.k8s.io", "ipaddresses"),
          rule("networking.k8s.io", "servicecidrs"),
          rule("", "componentstatuses"),
          rule("", "bindings"),
          rule("authentication.k8s.io", "*"),
          rule("authorization.k8s.io", "*"),
          rule("internal.apiserver.k8s.io", "*"),
          // The API server asks no admission policy about these.
          rule("admissionregistration.k8s.io", "*"));

  private static ResourceRule rule(String group, String resource) {
    return new ResourceRule(List.of(group), List.of(resource));
  }

  private KindExclusions() {}
}
