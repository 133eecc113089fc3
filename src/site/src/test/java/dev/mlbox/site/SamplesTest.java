package dev.mlbox.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples that are cut from files. */
class SamplesTest {
  @TempDir private Path folder;

  private String filled(String fence) throws IOException {
    return new Samples(folder).fill("before\n" + fence + "\nold\n```\nafter");
  }

  @Test
  void aWholeFile() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), "model: a\nload: b\n");

    assertThat(filled("```yaml from=a.yaml"))
        .isEqualTo("before\n```yaml from=a.yaml\nmodel: a\nload: b\n```\nafter");
  }

  @Test
  void theLinesBetweenTwoTexts() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), "one\ntwo: 2\nthree\nfour\n");

    assertThat(filled("```yaml from=a.yaml lines=/two/../three/"))
        .isEqualTo("before\n```yaml from=a.yaml lines=/two/../three/\ntwo: 2\nthree\n```\nafter");
  }

  @Test
  void theMessageThatATestHolds() throws IOException {
    Files.writeString(
        folder.resolve("T.java"),
        "void one() {\n  \"\"\"\n  no\n  \"\"\"\n}\nvoid two() {\n  says(\n    \"\"\"\n      yes\n        more\n      \"\"\");\n");

    assertThat(filled("```text from=T.java block=two"))
        .isEqualTo("before\n```text from=T.java block=two\nyes\n  more\n```\nafter");
  }

  @Test
  void otherFencesAreLeftAlone() throws IOException {
    assertThat(filled("```sh")).isEqualTo("before\n```sh\nold\n```\nafter");
  }

  @Test
  void aSampleThatIsGoneIsNotLeftAsItWas() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), "one\n");

    assertThatThrownBy(() -> filled("```yaml from=a.yaml lines=/two/../three/"))
        .isInstanceOf(IOException.class)
        .hasMessage("a sample is gone: /two/../three/ in a.yaml");
    assertThatThrownBy(() -> filled("```yaml from=b.yaml"))
        .isInstanceOf(IOException.class)
        .hasMessage("a sample's file is gone: b.yaml");
  }
}
