/** Whole things: what went together comes back together, and in an order that works. */
package dev.softdelete.operator.group;
