/** How the operator starts, and what it says where it cannot. */
package dev.softdelete.e2e.start;
