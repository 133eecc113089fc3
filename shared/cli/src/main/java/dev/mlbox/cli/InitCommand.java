package dev.mlbox.cli;

import dev.mlbox.engine.init.Pipeline;
import dev.mlbox.engine.init.StarterFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a first mlbox.yaml. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Writes mlbox.yaml from what is in the folder, or a pipeline for a CI.")
final class InitCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--force", description = "Replaces an mlbox.yaml that exists.")
  private boolean force;

  @Option(names = "--dry-run", description = "Prints it instead of writing it.")
  private boolean dryRun;

  @Option(
      names = "--ci",
      paramLabel = "CI",
      description =
          "Writes a pipeline instead, for jenkins, github or gitlab: pull requests are checked, main is deployed and watched, by hand a version is taken back.")
  private Pipeline.@Nullable Ci ci;

  InitCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (ci != null) {
      return pipeline(Pipeline.of(ci, Path.of("").toAbsolutePath(), Version.number()));
    }
    StarterFile draft = StarterFile.of(Path.of("").toAbsolutePath());
    if (dryRun) {
      console.line(draft.text());
      return 0;
    }
    Path file = draft.write(force);
    console.row("init", "wrote " + file.getFileName());
    draft.notes().forEach(note -> console.row("", note));
    return 0;
  }

  private int pipeline(Pipeline pipeline) {
    if (dryRun) {
      console.line(pipeline.text());
    } else {
      Path file = pipeline.write(force);
      console.row("init", "wrote " + Path.of("").toAbsolutePath().relativize(file));
      pipeline.notes().forEach(note -> console.row("", note));
    }
    return 0;
  }
}
