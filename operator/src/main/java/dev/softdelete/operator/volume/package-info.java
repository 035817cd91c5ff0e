/**
 * The volumes of deleted claims: kept at the capture, bound again at the restore, deleted at the
 * purge.
 */
package dev.softdelete.operator.volume;
