/**
 * The webhook as the API server uses it: which requests call it, with which certificate, and what
 * happens when it fails.
 */
package dev.softdelete.e2e.webhook;
