/** Captures a deleted object: stores a snapshot, writes a record, then removes the finalizer. */
package dev.softdelete.operator.capture;
