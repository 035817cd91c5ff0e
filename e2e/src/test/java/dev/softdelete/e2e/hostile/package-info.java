/** Content that tries to break what it passes through: nothing is lost, forged or stuck. */
package dev.softdelete.e2e.hostile;
