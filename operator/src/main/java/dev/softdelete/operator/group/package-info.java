/**
 * Restores groups: objects that were deleted together are restored together, in an order that
 * works.
 */
package dev.softdelete.operator.group;
