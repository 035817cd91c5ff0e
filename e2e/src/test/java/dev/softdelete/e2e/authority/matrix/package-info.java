/** Everybody by everything that can be asked for, as one table, with the operator and without. */
package dev.softdelete.e2e.authority.matrix;
