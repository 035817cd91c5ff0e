/** Whether the program still does its work, and why not: for the liveness probe. */
package dev.softdelete.operator.health;
