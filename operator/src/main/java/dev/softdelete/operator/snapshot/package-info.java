/** Stored copies of deleted objects: how they are encoded, and where they are kept. */
package dev.softdelete.operator.snapshot;
