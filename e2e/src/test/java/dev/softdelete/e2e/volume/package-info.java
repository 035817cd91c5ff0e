/** The data of deleted claims: real files, under the real volume controllers. */
package dev.softdelete.e2e.volume;
