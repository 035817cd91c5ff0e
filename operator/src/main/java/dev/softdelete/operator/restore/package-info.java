/** Restores deleted objects from their records, as they were. */
package dev.softdelete.operator.restore;
