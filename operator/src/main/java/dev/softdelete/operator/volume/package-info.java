/** The volumes of deleted claims: kept with them, bound to them again, deleted at their purge. */
package dev.softdelete.operator.volume;
