/**
 * The end of a record: the purge of its snapshot, of what it still holds, and of the record itself.
 */
package dev.softdelete.operator.purge;
