package dev.mlbox.engine.spill;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Java heap in a file instead of in memory: what an evaluation holds of its rows are arrays, and
 * the operating system keeps as much of the file in memory as there is room for. All numbers come
 * from the same code as without it. The JVM takes the whole file before it begins, so that a full
 * disk is noticed then, and removes its name at once, so that nothing stays of a process that dies.
 *
 * @param folder that the file is made in
 * @param megabytes of the file
 * @param memory megabytes of heap that were too few
 */
public record Spill(Path folder, long megabytes, long memory) {
  /** Of two models' answers beside the truth and some slices, with what is needed to sort them. */
  static final long BYTES_A_ROW = 100;

  private static final int MEGABYTE = 20;
  private static final long BASE = 512;

  /** How much more than expected there is room for. */
  private static final double MARGIN = 1.5;

  /** Set in a process whose heap is such a file; names the three values. */
  private static final String PROPERTY = "mlbox.spill";

  /**
   * For some rows.
   *
   * @param folder need not exist yet
   */
  public static Spill of(long rows, Path folder) {
    long memory = Runtime.getRuntime().maxMemory() >> MEGABYTE;
    long expected = (long) (MARGIN * rows * BYTES_A_ROW) >> MEGABYTE;
    return new Spill(folder, Math.max(BASE + expected, 4 * memory), memory);
  }

  /** Whether so many rows are more than this process has memory for, and has no file for. */
  public static boolean isNeeded(long rows) {
    return ofThisProcess().isEmpty() && rows * BYTES_A_ROW > Runtime.getRuntime().maxMemory();
  }

  /** That of this process; empty when its heap is in memory. */
  public static Optional<Spill> ofThisProcess() {
    String[] words = System.getProperty(PROPERTY, "").split(":", 3);
    return words.length < 3
        ? Optional.empty()
        : Optional.of(
            new Spill(Path.of(words[2]), Long.parseLong(words[0]), Long.parseLong(words[1])));
  }

  /** What the JVM is told, after whatever else it is told. */
  public List<String> options() {
    return List.of(
        "-XX:AllocateHeapAt=" + folder,
        "-Xmx" + megabytes + "m",
        "-XX:MaxNewSize=128m",
        "-D%s=%d:%d:%s".formatted(PROPERTY, megabytes, memory, folder));
  }

  /**
   * Makes the folder, and removes what processes that died have left in it.
   *
   * @throws MlboxException BROKEN when there is no room for the file
   */
  public void prepare() {
    try {
      Files.createDirectories(folder);
      tidy();
      long free = Files.getFileStore(folder).getUsableSpace() >> MEGABYTE;
      if (free < megabytes) {
        throw tooSmall("%s has %,d MB".formatted(folder, free));
      }
    } catch (IOException e) {
      throw tooSmall(e.toString());
    }
  }

  /** What is said when there is no such file to be had. */
  public MlboxException tooSmall(String why) {
    return MlboxException.broken(
        Problem.of(
                "the rows do not fit in %,d MB of memory, nor on disk: %s".formatted(memory, why))
            .expected("%,d MB free there, for as long as the command runs".formatted(megabytes))
            .remedy(
                "make room, or give Java more memory, such as JAVA_TOOL_OPTIONS=-Xmx%dm"
                    .formatted(megabytes)),
        null);
  }

  /** What is said before. */
  public String intent() {
    return "the rows do not fit in %,d MB of memory: arrays go to a file of %,d MB in %s"
        .formatted(memory, megabytes, folder);
  }

  /** What the report says. */
  public String outcome() {
    return "the rows did not fit in %,d MB of memory: their arrays were in a file of %,d MB on disk"
        .formatted(memory, megabytes);
  }

  /** A folder for what DuckDB spills itself; this process alone has it. */
  public Path ofDatabase() {
    return folder.resolve("duckdb-" + ProcessHandle.current().pid());
  }

  /** Megabytes that DuckDB may hold in memory before it spills. */
  public long ofDatabaseInMemory() {
    return Math.max(BASE, memory);
  }

  private void tidy() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      for (Path each : left.filter(Files::isDirectory).filter(Spill::isAbandoned).toList()) {
        remove(each);
      }
    }
  }

  private static boolean isAbandoned(Path ofDatabase) {
    String name = ofDatabase.getFileName().toString();
    return name.matches("duckdb-\\d{1,18}")
        && ProcessHandle.of(Long.parseLong(name.substring(name.indexOf('-') + 1))).isEmpty();
  }

  private static void remove(Path left) throws IOException {
    try (Stream<Path> all = Files.walk(left)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
