/** The product on a throwaway control plane, as a user installs it: for tests, demo, benchmarks. */
package dev.softdelete.e2e;
