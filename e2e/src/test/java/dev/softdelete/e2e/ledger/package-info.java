/**
 * Sends random requests, disturbs the system, and checks each uid against what the product
 * promises. See docs/ledger.md.
 */
package dev.softdelete.e2e.ledger;
