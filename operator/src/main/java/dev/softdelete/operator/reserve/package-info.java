/** The name after the purge: kept for its tenant, and then anybody's. */
package dev.softdelete.operator.reserve;
