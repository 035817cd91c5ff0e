package dev.softdelete.operator.observe;

import java.util.Map;

/**
 * What one replica has counted for one policy since its last report.
 *
 * @param id unlike that of any other batch
 * @param byResource the numbers by resource, in the form deployments.apps
 * @param byNamespace the numbers by namespace; the key "" stands for cluster-scoped objects
 * @param forgotten the deleted names that were forgotten too early
 */
record Batch(
    String id,
    long generation,
    Map<String, Counts> byResource,
    Map<String, Counts> byNamespace,
    long forgotten) {}
