package dev.mlbox.cli;

import dev.mlbox.engine.Mlbox;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the one list of keys. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Prints the JSON Schema of mlbox.yaml, for editors.")
final class SchemaCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--report", description = "That of report.json instead.")
  private boolean report;

  SchemaCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.line(report ? Mlbox.reportSchema() : Mlbox.schema());
    return 0;
  }
}
