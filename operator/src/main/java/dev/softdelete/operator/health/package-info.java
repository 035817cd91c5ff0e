/** Decides for the liveness probe whether the program still does its work, and why not. */
package dev.softdelete.operator.health;
