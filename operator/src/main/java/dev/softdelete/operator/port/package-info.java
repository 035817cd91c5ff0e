/**
 * An HTTP port that stays usable whoever connects to it. Connections, their memory and their time
 * are limited, apart for strangers and for callers that have shown that they are known.
 */
package dev.softdelete.operator.port;
