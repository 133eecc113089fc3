package dev.mlbox.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.engine.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** The front starts a box again before it next looks for what boxes have left behind. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its box is written in sh")
  void theServerOfABoxThatIsStartedAgainEndsBeforeTheNewOneBegins() throws Exception {
    LocalFolder local = new LocalFolder(folder);
    Processes processes = new Processes("flights", InstantSource.system());
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    Keeper keeper =
        new Keeper(local, processes, new PrintStream(log, true, StandardCharsets.UTF_8));
    BoxProcess first = processes.start(local.version("v1"), launch());
    serves("v1");
    try {
      ProcessHandle box = processes.living(first).orElseThrow();
      ProcessHandle server = onlyChild(box);
      keeper.look();
      kill(box);
      keeper.look();

      assertThat(log.toString(StandardCharsets.UTF_8)).contains("starting it again");
      assertThat(server.isAlive()).as("the server of the first box").isFalse();
    } finally {
      end(processes, local.version("v1"));
    }
  }

  /** A command has started the box again, or removed it. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its box is written in sh")
  void theServerOfABoxThatNoFolderNamesAnyMoreEndsToo() throws Exception {
    LocalFolder local = new LocalFolder(folder);
    Processes processes = new Processes("flights", InstantSource.system());
    BoxProcess first = processes.start(local.version("v1"), launch());
    try {
      ProcessHandle box = processes.living(first).orElseThrow();
      ProcessHandle server = onlyChild(box);
      processes.mind(first);
      processes.mindAllBut(Set.of());
      assertThat(server.isAlive()).as("while its box lives").isTrue();
      kill(box);
      processes.start(local.version("v1"), launch());
      new Keeper(local, processes, System.err).look();

      assertThat(server.isAlive()).isFalse();
    } finally {
      end(processes, local.version("v1"));
    }
  }

  /** A box with a server beside it. */
  private Launch launch() throws IOException {
    Path box = Files.writeString(folder.resolve("box"), "#!/bin/sh\nsleep 300 & wait\n");
    assertThat(box.toFile().setExecutable(true)).isTrue();
    return new Launch(box.toString(), List.of(), List.of(), Map.of());
  }

  private void serves(String version) {
    Lease lease =
        new Lease(
            1,
            Duration.ofSeconds(2),
            Weight.ZERO,
            new Route(version, "127.0.0.1:1"),
            null,
            Lease.RELAY_LIMIT);
    SafeFile.write(new LocalFolder(folder).lease(), Json.pretty(lease));
  }

  private static ProcessHandle onlyChild(ProcessHandle box) {
    assertThat(Steady.await(Duration.ofSeconds(20), () -> box.descendants().count() == 1)).isTrue();
    return box.descendants().findFirst().orElseThrow();
  }

  /** Returns once the shell is gone too that writes down with what code the box ended. */
  private static void kill(ProcessHandle box) {
    ProcessHandle shell = box.parent().orElseThrow();
    box.destroyForcibly();
    assertThat(Steady.await(Duration.ofSeconds(20), () -> !box.isAlive() && !shell.isAlive()))
        .isTrue();
  }

  private static void end(Processes processes, ProcessFolder place) {
    place
        .read()
        .flatMap(processes::living)
        .ifPresent(
            box -> {
              box.descendants().forEach(ProcessHandle::destroyForcibly);
              kill(box);
            });
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
