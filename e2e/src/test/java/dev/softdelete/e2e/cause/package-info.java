/** Who deleted it, and why it went. */
package dev.softdelete.e2e.cause;
