/**
 * The webhook as the API server meets it: who is asked, by which certificate, and when it fails.
 */
package dev.softdelete.e2e.webhook;
