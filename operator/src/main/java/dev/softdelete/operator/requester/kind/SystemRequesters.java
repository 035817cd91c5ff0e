package dev.softdelete.operator.requester.kind;

import java.util.List;

/** The components of Kubernetes itself. Their names are reserved. */
public final class SystemRequesters {
  public static final String SERVICE_ACCOUNT = "system:serviceaccount:";

  /** An exact list: {@code system:admin} is the human administrator of some distributions. */
  public static final List<String> USERS =
      List.of("system:apiserver", "system:kube-controller-manager", "system:kube-scheduler");

  public static final String NODES = "system:nodes";

  private SystemRequesters() {}
}
