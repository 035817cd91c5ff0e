/** How the program ends: in order, within a bound, and with nothing lost. */
package dev.softdelete.operator.stop;
