/**
 * The product on a throwaway control plane, installed as a user installs it: for tests, the demo
 * and benchmarks.
 */
package dev.softdelete.e2e;
