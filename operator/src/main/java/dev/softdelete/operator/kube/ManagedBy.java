package dev.softdelete.operator.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The label that separates the operator's own objects from objects that others manage. */
public final class ManagedBy {
  public static final String LABEL = "app.kubernetes.io/managed-by";
  public static final String OPERATOR = "soft-delete-operator";

  /** The label, for objects that have no other. */
  public static final Map<String, String> LABELS = Map.of(LABEL, OPERATOR);

  private ManagedBy() {}

  /** Sets the label, and returns the labels so that the caller can add more. */
  public static ObjectNode label(ObjectNode metadata) {
    return metadata.withObject("/labels").put(LABEL, OPERATOR);
  }
}
