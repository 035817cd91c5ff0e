/** Restores over what lives under the name: that is soft-deleted first, by the requester. */
package dev.softdelete.operator.restore.over;
