/** Groups of records that are restored together, and the order in which that works. */
package dev.softdelete.operator.restore.group;
