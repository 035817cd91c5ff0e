/** Pure: whether a request comes from a person, a declarative tool or a controller. */
package dev.softdelete.operator.requester.kind;
