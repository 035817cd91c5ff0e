/** From a record back to the object, as it was. */
package dev.softdelete.operator.restore;
