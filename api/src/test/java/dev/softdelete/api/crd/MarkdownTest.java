package dev.softdelete.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTest {

  @Test
  void textIsNotTakenForMarkup() {
    assertThat(Markdown.text("\"*\" a_b <c> d|e [f]")).isEqualTo("\"\\*\" a\\_b \\<c> d\\|e \\[f]");
  }

  @Test
  void codeDoesNotEndACellOfATable() {
    assertThat(Markdown.code("a|b")).isEqualTo("`a\\|b`");
  }

  @Test
  void aParagraphWraps() {
    String word = "x".repeat(59);

    assertThat(Markdown.paragraph(word + " " + word + "x " + word + " " + word))
        .isEqualTo(word + " " + word + "x\n" + word + " " + word + "\n");
  }
}
