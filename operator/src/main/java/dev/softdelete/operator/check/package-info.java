/** The command that tells in plain lines whether the installation works, and changes nothing. */
package dev.softdelete.operator.check;
