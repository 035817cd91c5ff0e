/** Reservations: after a purge, a name stays reserved for its tenant, and is free for all later. */
package dev.softdelete.operator.reserve;
