/** Tests of policies that only observe. */
package dev.softdelete.e2e.observe;
