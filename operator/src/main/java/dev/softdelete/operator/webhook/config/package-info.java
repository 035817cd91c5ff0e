/** The webhook configurations in the API server, and how they follow policies and certificates. */
package dev.softdelete.operator.webhook.config;
