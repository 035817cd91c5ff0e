/** The end of a record: its snapshot, what it still holds, and itself. */
package dev.softdelete.operator.purge;
