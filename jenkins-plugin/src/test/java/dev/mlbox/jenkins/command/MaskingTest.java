package dev.mlbox.jenkins.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskingTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private String masked(List<String> secrets, String... pieces) throws IOException {
    Masking masking = new Masking(secrets);
    for (String piece : pieces) {
      // As each look has the build's log anew.
      try (OutputStream log = masking.to(out)) {
        log.write(piece.getBytes(StandardCharsets.UTF_8));
      }
    }
    masking.end(out);
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

  @Test
  void aLastLineWithoutAnEndIsMaskedToo() throws IOException {
    assertThat(masked(List.of("s3cret"), "one\nis s3", "cret")).isEqualTo("one\nis ****");
  }
}
