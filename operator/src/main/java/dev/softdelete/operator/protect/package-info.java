/** From a policy to a finalizer on everything that it covers, and off again. */
package dev.softdelete.operator.protect;
