/**
 * Tests with content that tries to break the programs that process it: nothing is lost, forged or
 * stuck.
 */
package dev.softdelete.e2e.hostile;
