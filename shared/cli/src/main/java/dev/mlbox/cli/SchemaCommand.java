package dev.mlbox.cli;

import dev.mlbox.engine.Mlbox;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the one list of keys. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Prints the JSON Schema of mlbox.yaml, for editors.")
final class SchemaCommand implements Callable<Integer> {
  private final Console console;

  SchemaCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.line(Mlbox.schema());
    return 0;
  }
}
