/** What a record goes through, and what its status says of it: restored when asked, else purged. */
package dev.softdelete.operator.lifecycle;
