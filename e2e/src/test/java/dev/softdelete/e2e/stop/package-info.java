/** What the operator does on SIGTERM, and how another replica takes over. */
package dev.softdelete.e2e.stop;
