package dev.softdelete.operator.policy;

import dev.softdelete.api.ResourceRule;
import java.util.List;

/**
 * The kinds that no policy covers. The system writes their objects continuously for its own use.
 */
public final class KindExclusions {
  public static final List<ResourceRule> ALWAYS =
      List.of(
          ResourceRule.of("softdelete.dev", "*"),
          ResourceRule.of("", "events"),
          ResourceRule.of("events.k8s.io", "events"),
          ResourceRule.of("coordination.k8s.io", "*"),
          ResourceRule.of("", "endpoints"),
          ResourceRule.of("discovery.k8s.io", "endpointslices"),
          ResourceRule.of("", "nodes"),
          ResourceRule.of("storage.k8s.io", "csinodes"),
          ResourceRule.of("storage.k8s.io", "volumeattachments"),
          ResourceRule.of("storage.k8s.io", "csistoragecapacities"),
          ResourceRule.of("resource.k8s.io", "resourceslices"),
          ResourceRule.of("certificates.k8s.io", "certificatesigningrequests"),
          ResourceRule.of("networking.k8s.io", "ipaddresses"),
          ResourceRule.of("networking.k8s.io", "servicecidrs"),
          ResourceRule.of("", "componentstatuses"),
          ResourceRule.of("", "bindings"),
          ResourceRule.of("authentication.k8s.io", "*"),
          ResourceRule.of("authorization.k8s.io", "*"),
          ResourceRule.of("internal.apiserver.k8s.io", "*"),
          // The API server does not call admission policies for these objects.
          ResourceRule.of("admissionregistration.k8s.io", "*"),
          // Network plugins write these for each Pod or node, and take a name again at once.
          ResourceRule.of("crd.projectcalico.org", "blockaffinities"),
          ResourceRule.of("crd.projectcalico.org", "ipamblocks"),
          ResourceRule.of("crd.projectcalico.org", "ipamhandles"),
          ResourceRule.of("projectcalico.org", "blockaffinities"),
          ResourceRule.of("projectcalico.org", "ipamblocks"),
          ResourceRule.of("projectcalico.org", "ipamhandles"),
          ResourceRule.of("cilium.io", "ciliumendpoints"),
          ResourceRule.of("cilium.io", "ciliumendpointslices"),
          ResourceRule.of("cilium.io", "ciliumidentities"),
          ResourceRule.of("cilium.io", "ciliumnodes"),
          ResourceRule.of("whereabouts.cni.cncf.io", "ippools"),
          ResourceRule.of("whereabouts.cni.cncf.io", "nodeslicepools"),
          ResourceRule.of("whereabouts.cni.cncf.io", "overlappingrangeipreservations"),
          ResourceRule.of("kubeovn.io", "ips"));

  private KindExclusions() {}
}
