/** Checks what a start needs, and explains what is missing. */
package dev.softdelete.operator.startup;
