package dev.mlbox.cli;

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
  @Mixin private ResultOptions result = new ResultOptions();

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
      String role =
          Mlbox.open(project.invocation("doctor", console, result)).rbac().stripTrailing();
      result.show(role, console, () -> console.line(role));
      return 0;
    }
    List<Examination> all = Doctor.examine(project.invocation("doctor", console, result));
    result.show(all, console, () -> all.forEach(this::print));
    return Examination.ending(all).exitCode();
  }

  private void print(Examination each) {
    console.row(each.isWell() ? "ok" : "PROBLEM", each.name() + ": " + each.found());
    if (!each.isWell()) {
      console.row("", "  remedy: " + each.remedy());
    }
  }
}
