package dev.softdelete.e2e.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softdelete.e2e.Kubectl;

/** Asserts that the API server refused or allowed a request. */
final class Refusal {
  private Refusal() {}

  static void refused(Kubectl.Result result, String... because) {
    assertThat(result.ok()).as("allowed, but should not be: " + result.out()).isFalse();
    assertThat(result.err()).contains(because);
  }

  static void allowed(Kubectl.Result result) {
    assertThat(result.ok()).as(result.err()).isTrue();
  }
}
