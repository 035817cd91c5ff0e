/** Mode Hold: what is deleted goes on running until it is restored or purged. */
package dev.softdelete.e2e.hold;
