package dev.mlbox.jenkins.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.jenkins.LocalRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildLogTest {
  @TempDir private Path folder;

  private LocalRun over() {
    LocalRun run = new LocalRun(folder);
    run.building = false;
    return run;
  }

  @Test
  void whatIsDoneByHandIsInTheLogOfABuildThatIsOver() throws IOException {
    Path log = Files.writeString(folder.resolve("log"), "Finished: SUCCESS\n");

    new BuildLog(over()).say("ana runs mlbox revert by hand: slow\nFinished: FAILURE");

    assertThat(log)
        .hasContent(
            "Finished: SUCCESS\nmlbox: ana runs mlbox revert by hand: slow Finished: FAILURE\n");
  }

  @Test
  void aLogThatIsKeptElsewhereIsLeftAlone() throws IOException {
    new BuildLog(over()).say("ana runs mlbox revert by hand: slow");

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theLogOfABuildThatRunsIsNotWrittenBehindItsBack() throws IOException {
    Path log = Files.writeString(folder.resolve("log"), "[Pipeline] input\n");

    new BuildLog(new LocalRun(folder)).say("ana runs mlbox revert by hand: slow");

    assertThat(log).hasContent("[Pipeline] input\n");
  }
}
