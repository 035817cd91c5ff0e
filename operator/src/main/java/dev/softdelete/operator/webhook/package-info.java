/**
 * The admission webhook that the API server calls for creates, updates and deletes: requests,
 * responses and the server.
 */
package dev.softdelete.operator.webhook;
