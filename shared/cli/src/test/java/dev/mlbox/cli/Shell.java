package dev.mlbox.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A project in a temporary folder, and what commands in it print and end with. */
final class Shell {
  private static final Path FIXTURES = Path.of("../../src/examples/fixtures");

  final Path folder;
  final Map<String, String> environment = new HashMap<>();
  private String out = "";
  private String err = "";

  Shell(Path folder) throws IOException {
    this.folder = folder.toRealPath();
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("HOME", this.folder.resolve("home").toString());
  }

  Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** A file of the fixtures, under another name if need be. */
  void fixture(String name, String as) throws IOException {
    Files.copy(FIXTURES.resolve(name), folder.resolve(as));
  }

  /** The first lines of the fixtures' table. */
  String rows(int count) throws IOException {
    return String.join(
            "\n", Files.readAllLines(FIXTURES.resolve("tiny-table.csv")).subList(0, count + 1))
        + "\n";
  }

  /** Runs a command. Returns its exit code. */
  int run(String command, String... more) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    String[] words =
        Stream.concat(
                Stream.of(command, "-f", folder.resolve("mlbox.yaml").toString()), Stream.of(more))
            .toArray(String[]::new);
    int code = Main.run(console(printed, told), words);
    out = shown(printed);
    err = shown(told);
    return code;
  }

  /** One that nobody reads. */
  Console console() {
    return console(new ByteArrayOutputStream(), new ByteArrayOutputStream());
  }

  private Console console(ByteArrayOutputStream printed, ByteArrayOutputStream told) {
    return new Console(
        new PrintStream(printed, true, StandardCharsets.UTF_8),
        new PrintStream(told, true, StandardCharsets.UTF_8),
        false,
        environment);
  }

  private String shown(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).replace(folder.toString(), "FOLDER");
  }

  /** What the last command printed; the folder's path is FOLDER. */
  String out() {
    return out;
  }

  /** What it printed to standard error. */
  String err() {
    return err;
  }
}
