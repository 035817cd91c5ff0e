/** Measures how fast the operator is, what it costs, and what the same writes cost without it. */
package dev.softdelete.benchmarks;
