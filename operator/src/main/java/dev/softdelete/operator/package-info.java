/** The program: one package per stage of an object's life between its deletion and its purge. */
package dev.softdelete.operator;
