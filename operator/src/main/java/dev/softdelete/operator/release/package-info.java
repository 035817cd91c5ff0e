/** The command that removes every finalizer before an uninstall. */
package dev.softdelete.operator.release;
