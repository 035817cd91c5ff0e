/** The program: puts the parts together, starts them and closes them in order. */
package dev.softdelete.operator.app;
