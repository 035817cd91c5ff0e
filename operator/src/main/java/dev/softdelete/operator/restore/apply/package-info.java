/** Applies the manifest of a create that restored an object. */
package dev.softdelete.operator.restore.apply;
