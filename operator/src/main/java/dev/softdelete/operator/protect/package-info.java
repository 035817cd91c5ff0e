/** Adds the finalizer to every object that a policy covers, and removes it again. */
package dev.softdelete.operator.protect;
