package dev.mlbox.cli;

import dev.mlbox.engine.init.Draft;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a first mlbox.yaml. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Writes mlbox.yaml from what is in the folder.")
final class InitCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--force", description = "Replaces an mlbox.yaml that exists.")
  private boolean force;

  @Option(names = "--dry-run", description = "Prints it instead of writing it.")
  private boolean dryRun;

  InitCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Draft draft = Draft.of(Path.of("").toAbsolutePath());
    if (dryRun) {
      console.line(draft.text());
      return 0;
    }
    Path file = draft.write(force);
    console.row("init", "wrote " + file.getFileName());
    draft.notes().forEach(note -> console.row("", note));
    return 0;
  }
}
