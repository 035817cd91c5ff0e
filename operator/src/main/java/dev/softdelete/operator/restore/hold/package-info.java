/** Releases a held object so that it can be created again. */
package dev.softdelete.operator.restore.hold;
