/** Operators and API servers that are killed, stopped, paused and doubled. */
package dev.softdelete.e2e.ledger.chaos;
