package dev.mlbox.serving.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TokensTest {
  private static final Tokens TOKENS =
      new Tokens(List.of("own", "before"), List.of(), "prometheus");

  @Test
  void oneInCommonIsEnough() {
    assertThat(TOKENS.isFellow("next before")).isTrue();
    assertThat(new Tokens(List.of("next", "before"), List.of(), null).isFellow(TOKENS.shown()))
        .isTrue();
    assertThat(TOKENS.isFellow("next")).isFalse();
    assertThat(TOKENS.isFellow("ow")).isFalse();
    assertThat(TOKENS.isFellow("")).isFalse();
    assertThat(TOKENS.isFellow(null)).isFalse();
  }

  @Test
  void whoeverTriesManyOutIsNotHeardToTheEnd() {
    assertThat(TOKENS.isFellow("x ".repeat(1000) + "own")).isFalse();
  }

  @Test
  void aBoxWithoutOneBelievesEverybody() {
    assertThat(Tokens.NONE.isFellow(null)).isTrue();
    assertThat(Tokens.NONE.mayRead(null)).isTrue();
    assertThat(Tokens.NONE.shown()).isEmpty();
  }

  @Test
  void metricsHaveOneOfTheirOwn() {
    assertThat(TOKENS.mayRead("Bearer prometheus")).isTrue();
    assertThat(TOKENS.mayRead("Bearer own")).isFalse();
    assertThat(TOKENS.mayRead("prometheus")).isFalse();
    assertThat(TOKENS.mayRead(null)).isFalse();
    assertThat(TOKENS.isFellow("prometheus")).isFalse();
  }

  @Test
  void saysNone() {
    assertThat(TOKENS).hasToString("Tokens[2, metrics]");
  }
}
