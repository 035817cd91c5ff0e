package dev.softdelete.operator.admission;

/**
 * The operator's identity at the API server.
 *
 * @param username the user name that the API server authenticates
 * @param namespace the operator's namespace, in which the snapshots are kept
 */
public record OperatorIdentity(String username, String namespace) {}
