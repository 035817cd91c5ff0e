package dev.softdelete.operator.snapshot;

import dev.softdelete.api.RestoredObject;
import java.util.Optional;

/**
 * One stored part of a snapshot, by its name in the store.
 *
 * @param uid the uid of the deleted object
 * @param head whether the part is the one written last, which describes the snapshot
 * @param newer whether a newer operator wrote the part
 * @param restoredAs the object that was restored from it, if the record was lost after that
 */
public record StoredSnapshot(
    String name, String uid, boolean head, boolean newer, Optional<RestoredObject> restoredAs) {}
