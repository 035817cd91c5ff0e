/** Who may do what, by the API server's answer to ordinary users. One topic per file. */
package dev.softdelete.e2e.authority;
