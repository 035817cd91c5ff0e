/** The admission policies and webhooks by which the API server adds the finalizer. */
package dev.softdelete.operator.protect.admission;
