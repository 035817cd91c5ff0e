/** Creates a restored object in the name of the requester, or says why that is impossible. */
package dev.softdelete.operator.restore.create;
