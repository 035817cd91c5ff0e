/**
 * Random requests and disturbances, and each uid held against what was promised of it: see
 * docs/ledger.md.
 */
package dev.softdelete.e2e.ledger;
