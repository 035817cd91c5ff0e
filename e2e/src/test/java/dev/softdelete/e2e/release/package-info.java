/**
 * Tests of a release: what {@code ./release} builds and publishes, and the workflows that run it.
 */
package dev.softdelete.e2e.release;
