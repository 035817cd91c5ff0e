/** How the operator starts, and what it reports if it cannot start. */
package dev.softdelete.e2e.start;
