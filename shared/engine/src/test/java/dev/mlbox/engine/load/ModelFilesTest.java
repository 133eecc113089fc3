package dev.mlbox.engine.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.model.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {
  private final Path folder;

  ModelFilesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void aFilesDigestIsThatOfItsBytes() throws IOException {
    write("abc", "abc");

    assertThat(ModelFiles.facts(folder.resolve("abc")).digest().hex())
        .as("FIPS 180-4, appendix B.1")
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(ModelFiles.facts(folder.resolve("abc")).bytes()).isEqualTo(3);
  }

  @Test
  void aFoldersDigestKnowsNamesAndBorders() throws IOException {
    write("m/a.py", "12");
    write("m/b.py", "3");
    Digest first = ModelFiles.facts(folder.resolve("m")).digest();
    write("m/a.py", "1");
    write("m/b.py", "23");
    Digest moved = ModelFiles.facts(folder.resolve("m")).digest();
    Files.move(folder.resolve("m/b.py"), folder.resolve("m/c.py"));
    Digest renamed = ModelFiles.facts(folder.resolve("m")).digest();

    assertThat(first).isNotEqualTo(moved);
    assertThat(moved).isNotEqualTo(renamed);
    assertThat(ModelFiles.facts(folder.resolve("m")).bytes()).isEqualTo(3);
  }

  @Test
  void whatToolsLeaveBehindIsNoPartOfAFolder() throws IOException {
    write("m/a.py", "1");
    Digest before = ModelFiles.facts(folder.resolve("m")).digest();
    write("m/__pycache__/a.pyc", "x");
    write("m/sub/.ipynb_checkpoints/b", "x");

    assertThat(ModelFiles.facts(folder.resolve("m")).digest()).isEqualTo(before);
    assertThat(ModelFiles.below(folder.resolve("m"))).containsOnlyKeys("a.py");
  }

  @Test
  void whatCannotBeReadIsNamed() {
    Path missing = folder.resolve("none");

    assertThatThrownBy(() -> ModelFiles.facts(missing))
        .hasMessage("%s cannot be read: %s".formatted(missing, missing));
  }
}
