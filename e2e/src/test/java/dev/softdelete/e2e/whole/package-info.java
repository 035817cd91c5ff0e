/** Namespaces, applications and definitions with all that is in them, there and back. */
package dev.softdelete.e2e.whole;
