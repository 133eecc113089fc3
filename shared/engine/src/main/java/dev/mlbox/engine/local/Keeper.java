package dev.mlbox.engine.local;

import dev.mlbox.core.rollout.Lease;
import dev.mlbox.engine.json.Json;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The front's main class: starts the stable box again when it has died, and is otherwise the box
 * program. No command needs to run for that; clients wait the second that it takes, because the
 * front tries again for two.
 */
public final class Keeper implements Runnable {
  private static final long EVERY_MILLIS = 200;
  private static final int LOOKS_A_ROUND = 5;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final LocalFolder folder;
  private final Processes processes;
  private final PrintStream log;
  private int looks;

  Keeper(LocalFolder folder, Processes processes, PrintStream log) {
    this.folder = folder;
    this.processes = processes;
    this.log = log;
  }

  /**
   * Runs a front.
   *
   * @param arguments the model's name, its folder, and the box program's main class
   */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    Processes processes = new Processes(arguments[0], InstantSource.system());
    Keeper keeper = new Keeper(new LocalFolder(Path.of(arguments[1])), processes, System.err);
    Thread thread = new Thread(keeper, "mlbox-keeper");
    thread.setDaemon(true);
    thread.start();
    try {
      Class.forName(arguments[2])
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the box program failed", e.getCause());
    }
  }

  /** Where this class is found, for the front's class path; empty when nobody knows. */
  static List<Path> place() {
    CodeSource source = Keeper.class.getProtectionDomain().getCodeSource();
    try {
      return source == null ? List.of() : List.of(Path.of(source.getLocation().toURI()));
    } catch (URISyntaxException e) {
      return List.of();
    }
  }

  @Override
  public void run() {
    while (true) {
      try {
        look();
        // Boxes outlive whoever started them, so their end is no event here: they are looked after.
        Thread.sleep(EVERY_MILLIS);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.println("mlbox front: " + e.getMessage());
        pause();
      }
    }
  }

  private static void pause() {
    Steady.await(Duration.ofSeconds(1), () -> false);
  }

  /** Looks after what boxes leave behind: logs without end, and processes of boxes that died. */
  private void tidy() {
    Processes.bound(folder.front().log());
    Set<String> present = new HashSet<>();
    for (ProcessFolder place : folder.versions()) {
      Processes.bound(place.log());
      Optional<BoxProcess> process = place.read();
      process.ifPresent(processes::mind);
      process.ifPresent(each -> present.add(each.identity().marker()));
    }
    processes.mindAllBut(present);
  }

  /** Starts the stable box again if it has died and it is time. */
  void look() {
    if (looks++ % LOOKS_A_ROUND == 0) {
      tidy();
    }
    Optional<ProcessFolder> dead =
        stable().filter(place -> place.read().filter(this::isDue).isPresent());
    dead.ifPresent(
        place ->
            folder
                .processLock()
                .hold(
                    () -> {
                      Optional<BoxProcess> process = place.read().filter(this::isDue);
                      process.ifPresent(again -> start(place, again));
                      return process;
                    }));
  }

  private Optional<ProcessFolder> stable() {
    return SafeFile.read(folder.lease())
        .map(json -> Json.read(json, Lease.class, folder.lease().toString()))
        .map(lease -> folder.version(lease.stable().version()));
  }

  private boolean isDue(BoxProcess process) {
    if (process.ending() || processes.lives(process)) {
      return false;
    }
    Instant now = processes.now();
    return process.pauseBeforeNext(now, LONGEST_PAUSE).isZero();
  }

  private void start(ProcessFolder place, BoxProcess process) {
    log.println(
        "mlbox front: the box of version %s ended (%s), starting it again"
            .formatted(place.name(), LastLines.telling(place.lastLines())));
    // Its folder will name another process from now on.
    processes.mind(process);
    processes.start(place, process.launch());
  }
}
