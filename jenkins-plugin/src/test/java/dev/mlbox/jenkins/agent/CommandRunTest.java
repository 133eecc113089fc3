package dev.mlbox.jenkins.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.jenkins.Commands;
import dev.mlbox.jenkins.LocalRun;
import dev.mlbox.jenkins.command.Verb;
import dev.mlbox.jenkins.result.Report;
import hudson.FilePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandRunTest {
  @TempDir private Path folder;

  @Test
  void aReportThatAKilledControllerHadKeptEndsTheCommand() throws Exception {
    Files.writeString(
        folder.resolve("report.json"), "{\"outcome\": \"SUCCEEDED\", \"headline\": \"promoted\"}");

    Optional<Report> report =
        Commands.of(Verb.DEPLOY)
            .look(
                new LocalRun(folder),
                new Commands(folder).site(),
                new ByteArrayOutputStream(),
                folder.toFile());

    assertThat(report).hasValueSatisfying(it -> assertThat(it.headline()).isEqualTo("promoted"));
  }

  /** A copy that broke off left half a configuration, which nobody made whole. */
  @Test
  void aConfigurationIsKeptAsAWholeOrNotAtAll() throws Exception {
    Path from = Files.writeString(folder.resolve("from.yaml"), "model: flights\n");
    Path kept = folder.resolve("mlbox.yaml");
    Path inTheWay = Files.createDirectories(folder.resolve("mlbox.yaml.part/full"));
    assertThatThrownBy(() -> CommandRun.copy(new FilePath(from.toFile()), kept.toFile()))
        .isInstanceOf(IOException.class);
    assertThat(kept).doesNotExist();

    Files.delete(inTheWay);
    Files.delete(folder.resolve("mlbox.yaml.part"));
    CommandRun.copy(new FilePath(from.toFile()), kept.toFile());

    assertThat(kept).hasContent("model: flights\n");
    assertThat(folder.resolve("mlbox.yaml.part")).doesNotExist();
  }

  @Test
  void aFolderWithoutAReportHasNone() throws IOException {
    assertThat(CommandRun.kept(folder.toFile())).isEmpty();
  }

  @Test
  void aCheckInAPullRequestsBuildShowsItsFindingThere() {
    Map<String, String> change =
        Map.of("CHANGE_ID", "7", "CHANGE_URL", "https://forge.example.com/ana/tiny/pulls/7");

    assertThat(CommandRun.words(Verb.CHECK, List.of("--x"), change)).containsExactly("--x", "--pr");
    assertThat(CommandRun.words(Verb.CHECK, List.of(), Map.of("BRANCH_NAME", "main"))).isEmpty();
    assertThat(CommandRun.words(Verb.EVALUATE, List.of(), change)).isEmpty();
  }
}
