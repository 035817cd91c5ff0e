/** Stored copies of deleted objects: how they are encoded, and where they are stored. */
package dev.softdelete.operator.snapshot;
