/** Random requests: what is asked for is a pure function of a seed and of what is there. */
package dev.softdelete.e2e.ledger.load;
