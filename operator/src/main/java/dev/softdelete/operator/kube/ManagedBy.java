package dev.softdelete.operator.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The label by which what the operator writes for itself is told from what others look after. */
public final class ManagedBy {
  public static final String LABEL = "app.kubernetes.io/managed-by";
  public static final String OPERATOR = "soft-delete-operator";

  private ManagedBy() {}

  /** Puts it on, and returns the labels for more of them. */
  public static ObjectNode label(ObjectNode metadata) {
    return metadata.withObject("/labels").put(LABEL, OPERATOR);
  }
}
