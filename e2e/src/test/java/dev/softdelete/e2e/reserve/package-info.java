/** Names and DNS hosts that stay with their tenants after a purge. */
package dev.softdelete.e2e.reserve;
