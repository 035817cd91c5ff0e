/** Ends the program in order, within a time limit, and without loss. */
package dev.softdelete.operator.stop;
