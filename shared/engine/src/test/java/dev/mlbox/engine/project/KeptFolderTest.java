package dev.mlbox.engine.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Made by whoever comes first, and never seen by git. */
class KeptFolderTest {
  @TempDir private Path folder;

  @Test
  void whoeverMakesItHasGitIgnoreIt() {
    assertThat(KeptFolder.in(folder).require("reports")).isEmptyDirectory();

    assertThat(folder.resolve(".mlbox/.gitignore")).hasContent("*\n");
  }

  @Test
  void oneThatSomethingElseMadeIsIgnoredFromNowOn() throws IOException {
    Files.createDirectories(folder.resolve(".mlbox/local/churn"));

    KeptFolder.in(folder).make();

    assertThat(folder.resolve(".mlbox/.gitignore")).hasContent("*\n");
  }

  @Test
  void whatItsUserHasGitIgnoreStaysAsItIs() throws IOException {
    Files.createDirectories(folder.resolve(".mlbox"));
    Files.writeString(folder.resolve(".mlbox/.gitignore"), "local\n");

    KeptFolder.in(folder).make();

    assertThat(folder.resolve(".mlbox/.gitignore")).hasContent("local\n");
  }

  @Test
  void aFileInItsWayIsSaidInWords() throws IOException {
    Files.createFile(folder.resolve(".mlbox"));

    assertThatThrownBy(() -> KeptFolder.in(folder).make())
        .isInstanceOfSatisfying(
            MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BROKEN))
        .hasMessage(
            "the folder cannot be written: there is a file of its name (%s); expected a folder that whoever runs mlbox may write; make it writable, or run mlbox in a copy that is"
                .formatted(folder.resolve(".mlbox")));
  }

  @Test
  void aFolderOfSomebodyElseIsSaidInWords() {
    assertThat(KeptFolder.unwritable(folder, new AccessDeniedException(folder.toString())))
        .hasMessageStartingWith("the folder cannot be written: permission denied (" + folder + ")");
  }
}
