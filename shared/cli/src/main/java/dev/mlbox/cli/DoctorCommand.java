package dev.mlbox.cli;

import dev.mlbox.core.run.Outcome;
import dev.mlbox.engine.Mlbox;
import dev.mlbox.engine.doctor.Doctor;
import dev.mlbox.engine.doctor.Examination;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks whether everything is there that a deploy needs. */
@Command(
    mixinStandardHelpOptions = true,
    description = "Checks tools, data, registry and cluster permissions; says what to do.")
final class DoctorCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private ProjectOptions project = new ProjectOptions();

  @Option(
      names = "--rbac",
      description = "Prints the Role that deploys need, for whoever runs the cluster to apply.")
  private boolean rbac;

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (rbac) {
      console.line(Mlbox.open(project.invocation("doctor", console)).rbac().stripTrailing());
      return 0;
    }
    List<Examination> all = Doctor.examine(project.invocation("doctor", console));
    for (Examination each : all) {
      console.row(each.isWell() ? "ok" : "PROBLEM", each.name() + ": " + each.found());
      if (!each.isWell()) {
        console.row("", "  remedy: " + each.remedy());
      }
    }
    return all.stream().allMatch(Examination::isWell) ? 0 : Outcome.BROKEN.exitCode();
  }
}
