package dev.mlbox.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is left behind when a box dies or prints without end. */
class TidyTest {
  @TempDir Path folder;

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its box is written in sh")
  void theServerOfABoxThatWasKilledEndsToo() throws Exception {
    Processes processes = new Processes("flights", InstantSource.system());
    Process box = new ProcessBuilder("sh", "-c", "sleep 300 & wait", "-Dmlbox.box=m").start();
    BoxProcess process =
        new BoxProcess(
            new BoxProcess.Identity(
                "m", box.pid(), box.info().startInstant().orElse(Instant.now())),
            new Launch("java", List.of(), List.of(), Map.of()),
            List.of(),
            false);
    assertThat(Steady.await(Duration.ofSeconds(20), () -> box.descendants().count() == 1)).isTrue();
    ProcessHandle server = box.descendants().findFirst().orElseThrow();
    processes.mind(process);
    assertThat(server.isAlive()).isTrue();
    box.destroyForcibly().waitFor();
    processes.mind(process);
    assertThat(Steady.await(Duration.ofSeconds(20), () -> !server.isAlive())).isTrue();
  }

  @Test
  void aLogThatIsTooLongBeginsAnewWhileItIsWritten() throws IOException {
    Path log = folder.resolve("log.txt");
    byte[] megabyte = new byte[1 << 20];
    java.util.Arrays.fill(megabyte, (byte) 'x');
    try (var writer =
        Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (int i = 0; i < 17; i++) {
        writer.write(megabyte);
      }
      Processes.bound(log);
      writer.write("on\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(Files.readString(log)).isEqualTo("on\n");
    assertThat(Files.size(folder.resolve("log.txt.1"))).isEqualTo(17L << 20);
    Processes.bound(log);
    assertThat(Files.readString(log)).isEqualTo("on\n");
  }
}
