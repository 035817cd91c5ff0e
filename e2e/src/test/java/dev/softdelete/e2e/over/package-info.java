/** Restores over what lives under the name now. */
package dev.softdelete.e2e.over;
