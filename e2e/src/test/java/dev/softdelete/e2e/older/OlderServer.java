package dev.softdelete.e2e.older;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Marks a test that does not apply to an API server with MutatingAdmissionPolicies. */
@Tag("older-server")
@EnabledIfSystemProperty(
    named = "softdelete.kubernetes",
    matches = "1\\.3[0-5]",
    disabledReason = "run it with -Polder-server")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface OlderServer {}
