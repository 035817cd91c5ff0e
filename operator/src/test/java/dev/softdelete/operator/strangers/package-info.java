/** Crowds of strangers at the ports of a process that runs as in the chart's container. */
package dev.softdelete.operator.strangers;
