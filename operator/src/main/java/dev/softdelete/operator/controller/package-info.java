/** The reconcilers of policies and records, which JOSDK runs on the leader. */
package dev.softdelete.operator.controller;
