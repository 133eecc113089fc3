package dev.mlbox.serving.split;

import com.sun.management.OperatingSystemMXBean;
import dev.mlbox.core.judge.Tally;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What this box needs: in a cluster what the kernel counts of its container, elsewhere what it
 * counts of this process and its children.
 */
final class Consumption {
  private static final Path GROUP = Path.of("/sys/fs/cgroup");
  private static final long PAGE = 4096;
  private static final long MICROS = 1000;
  private static final long NANOS = 1_000_000;

  private Consumption() {}

  /**
   * As it is now; null where nobody counts.
   *
   * @param answered requests so far
   */
  static Tally.@Nullable Usage now(long answered) {
    try {
      return System.getenv("KUBERNETES_SERVICE_HOST") != null
              && Files.exists(GROUP.resolve("memory.current"))
          ? ofContainer(answered)
          : ofProcesses(answered);
    } catch (IOException | NumberFormatException e) {
      return null;
    }
  }

  /** Without the pages of files that the kernel would give back, as the kubelet counts it. */
  private static Tally.Usage ofContainer(long answered) throws IOException {
    long all = Long.parseLong(Files.readString(GROUP.resolve("memory.current")).strip());
    long idle = line("memory.stat", "inactive_file").orElse(0L);
    long cpu = line("cpu.stat", "usage_usec").orElse(0L);
    return new Tally.Usage(Math.max(0, all - idle), cpu / MICROS, answered);
  }

  private static Optional<Long> line(String file, String name) throws IOException {
    try (Stream<String> lines = Files.lines(GROUP.resolve(file))) {
      return lines
          .filter(line -> line.startsWith(name + " "))
          .map(line -> Long.valueOf(line.substring(name.length() + 1).strip()))
          .findFirst();
    }
  }

  private static Tally.Usage ofProcesses(long answered) {
    ProcessHandle self = ProcessHandle.current();
    long memory =
        Stream.concat(Stream.of(self), self.descendants()).mapToLong(Consumption::resident).sum();
    long cpu =
        self.descendants()
            .mapToLong(
                child -> child.info().totalCpuDuration().map(time -> time.toMillis()).orElse(0L))
            .sum();
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      cpu += Math.max(0, system.getProcessCpuTime()) / NANOS;
    }
    Runtime java = Runtime.getRuntime();
    return new Tally.Usage(memory > 0 ? memory : java.totalMemory(), cpu, answered);
  }

  private static long resident(ProcessHandle process) {
    try {
      String[] pages = Files.readString(Path.of("/proc/" + process.pid() + "/statm")).split(" ", 3);
      return Long.parseLong(pages[1]) * PAGE;
    } catch (IOException | NumberFormatException e) {
      // Not on Linux, or it has just ended.
      return 0;
    }
  }
}
