/** Namespaces, applications and definitions, deleted and restored with all their content. */
package dev.softdelete.e2e.whole;
