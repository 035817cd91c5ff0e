package dev.softdelete.operator.admission;

/**
 * Who we are to the API server.
 *
 * @param username as authentication gives it
 * @param namespace where we live and where snapshots are kept
 */
public record Operator(String username, String namespace) {}
