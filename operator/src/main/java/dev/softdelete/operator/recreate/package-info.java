/** The answer to a create over a soft-deleted name: refused, taken as the undelete, or let be. */
package dev.softdelete.operator.recreate;
