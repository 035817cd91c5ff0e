/** What is asked for: the request to restore an object, where to, and who may ask. */
package dev.softdelete.operator.restore.request;
