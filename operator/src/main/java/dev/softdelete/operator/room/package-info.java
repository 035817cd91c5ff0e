/** Room for further records: what the limits allow, and which records end early for others. */
package dev.softdelete.operator.room;
