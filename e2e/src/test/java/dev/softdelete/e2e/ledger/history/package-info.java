/** What etcd has seen: every version of every object, by uid. */
package dev.softdelete.e2e.ledger.history;
