/** Tests of the recorded cause: who deleted an object, and why it was deleted. */
package dev.softdelete.e2e.cause;
