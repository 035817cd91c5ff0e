/** Names and DNS hosts that stay reserved for their tenants after a purge. */
package dev.softdelete.e2e.reserve;
