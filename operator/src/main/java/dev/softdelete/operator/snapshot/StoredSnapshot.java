package dev.softdelete.operator.snapshot;

/**
 * One stored part of a snapshot, by its name in the store.
 *
 * @param uid of the deleted object
 * @param head whether it is the part written last, which describes the snapshot
 * @param newer whether a newer operator wrote it
 */
public record StoredSnapshot(String name, String uid, boolean head, boolean newer) {}
