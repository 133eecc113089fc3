package dev.mlbox.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTokenTest {
  @TempDir private Path folder;

  @Test
  void isMadeOnceAndForItsOwnerAlone() throws IOException {
    LocalToken token = new LocalToken(folder.resolve("flights").resolve("token"));
    assertThat(token.shown()).isEmpty();
    Path file = token.ensure();
    String made = token.shown();
    assertThat(made).matches("[\\w-]{32}");
    token.ensure();
    assertThat(token.shown()).isEqualTo(made);
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(folder.resolve("flights")).isDirectoryContaining(found -> found.equals(file));
  }
}
