/**
 * The program. It has one package for each stage of an object's life between its deletion and its
 * purge.
 */
package dev.softdelete.operator;
