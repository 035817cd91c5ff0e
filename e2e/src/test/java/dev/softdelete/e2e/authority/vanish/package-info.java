/** Attempts to make something protected vanish for good, by those who may not purge. */
package dev.softdelete.e2e.authority.vanish;
