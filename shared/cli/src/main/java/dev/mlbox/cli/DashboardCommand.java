package dev.mlbox.cli;

import dev.mlbox.engine.Mlbox;
import dev.mlbox.engine.screen.Dashboard;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A page that shows rollouts. */
@Command(
    mixinStandardHelpOptions = true,
    description =
        "Serves a page on this machine that shows the rollout live, and past ones; until Ctrl-C.")
final class DashboardCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();

  @Option(
      names = "--port",
      defaultValue = "8421",
      paramLabel = "N",
      description = "Of the loopback address; 0 for any that is free; default: ${DEFAULT-VALUE}.")
  private int port = 8421;

  DashboardCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Mlbox mlbox = Mlbox.open(project.invocation("dashboard", console));
    try (Dashboard dashboard = mlbox.dashboard(port)) {
      console.row("dashboard", dashboard.address() + "  Ctrl-C ends it");
      mlbox.watch(
          sight -> {
            dashboard.show(sight.screen(), sight.record().history());
            return !Thread.currentThread().isInterrupted();
          });
    }
    return 0;
  }
}
