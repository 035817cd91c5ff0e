/**
 * Tests on Kubernetes 1.34, where a webhook does what admission policies do on 1.36. They are run
 * by hand.
 */
package dev.softdelete.e2e.older;
