/** What SIGTERM does, and how another replica takes over. */
package dev.softdelete.e2e.stop;
