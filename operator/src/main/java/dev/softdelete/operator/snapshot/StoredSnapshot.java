package dev.softdelete.operator.snapshot;

/**
 * One stored part of a snapshot, by its name in the store.
 *
 * @param uid the uid of the deleted object
 * @param head whether the part is the one written last, which describes the snapshot
 * @param newer whether a newer operator wrote the part
 */
public record StoredSnapshot(String name, String uid, boolean head, boolean newer) {}
