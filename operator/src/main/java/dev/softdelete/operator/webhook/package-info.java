/** What the API server asks us on creates and deletes: the questions, the answers, the server. */
package dev.softdelete.operator.webhook;
