/** The serving certificate of the webhook: issued, shared, renewed and trusted. */
package dev.softdelete.operator.webhook.tls;
