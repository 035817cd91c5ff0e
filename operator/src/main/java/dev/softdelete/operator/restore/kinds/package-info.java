/** What is special about the restore of some kinds, and about field ownership. */
package dev.softdelete.operator.restore.kinds;
