/** The life of a record: which step it takes next, and how a lost record is rebuilt. */
package dev.softdelete.operator.record;
