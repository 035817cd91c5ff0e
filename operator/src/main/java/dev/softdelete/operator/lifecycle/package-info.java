/** The life of a record and its status: it is restored on request, or purged otherwise. */
package dev.softdelete.operator.lifecycle;
