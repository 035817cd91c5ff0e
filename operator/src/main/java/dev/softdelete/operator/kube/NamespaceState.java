package dev.softdelete.operator.kube;

import java.util.Map;

/** A namespace at the time of a capture. */
public record NamespaceState(
    String name, String uid, Map<String, String> labels, boolean terminating) {}
