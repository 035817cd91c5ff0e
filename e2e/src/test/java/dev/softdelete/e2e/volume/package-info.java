/** The data of deleted claims, with real files and the real volume controllers. */
package dev.softdelete.e2e.volume;
