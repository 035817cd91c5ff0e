/** Holds what happened against what was promised: pure functions of a history. */
package dev.softdelete.e2e.ledger.judge;
