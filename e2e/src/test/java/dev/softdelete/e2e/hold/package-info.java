/** Tests of mode Hold: a deleted object keeps running until it is restored or purged. */
package dev.softdelete.e2e.hold;
