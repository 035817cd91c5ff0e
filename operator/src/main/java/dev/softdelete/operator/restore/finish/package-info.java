/** Finishes a restored object: field ownership, status, owners and the restore mark. */
package dev.softdelete.operator.restore.finish;
