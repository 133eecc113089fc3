package dev.mlbox.jenkins.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskingTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private String masked(List<String> secrets, String... pieces) throws IOException {
    try (Masking log = new Masking(out, secrets)) {
      for (String piece : pieces) {
        log.write(piece.getBytes(StandardCharsets.UTF_8));
        log.flush();
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aSecretIsStarsWhereverItIsCut() throws IOException {
    assertThat(masked(List.of("s3cret≥"), "push with s3c", "ret≥ done\nnext"))
        .isEqualTo("push with **** done\nnext");
  }

  @Test
  void theLongerOfTwoSecretsGoesFirst() throws IOException {
    assertThat(masked(List.of("abcd", "abcdef"), "abcdef abcd\n")).isEqualTo("**** ****\n");
  }

  @Test
  void eachLineOfAFileIsSecret() throws IOException {
    assertThat(masked(List.of("kind: Config\ntoken: qwertz\n"), "got token: qwertz\n"))
        .isEqualTo("got ****\n");
  }

  @Test
  void whatIsTooShortToBeSecretIsLeftAlone() throws IOException {
    assertThat(masked(List.of("a", ""), "a banana\n")).isEqualTo("a banana\n");
  }
}
