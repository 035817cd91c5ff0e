/** Leader election: which replica acts, and how it gives the lease back. */
package dev.softdelete.operator.leadership;
