package dev.mlbox.jenkins.page;

import hudson.model.Run;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/** Adds to a build's own log what was done by hand, be the build over or not. */
final class BuildLog {
  private final Run<?, ?> run;

  BuildLog(Run<?, ?> run) {
    this.run = run;
  }

  /** Adds a line; a log that is kept elsewhere than in the build's folder gets none. */
  void say(String text) throws IOException {
    String line = "mlbox: " + text.replaceAll("\\p{Cntrl}+", " ");
    if (!run.isBuilding()) {
      append(line);
    } else if (run instanceof FlowExecutionOwner.Executable pipeline) {
      FlowExecutionOwner owner = pipeline.asFlowExecutionOwner();
      if (owner != null) {
        owner.getListener().getLogger().println(line);
      }
    }
  }

  private void append(String line) throws IOException {
    Path log = new File(run.getRootDir(), "log").toPath();
    if (Files.isRegularFile(log)) {
      Files.writeString(log, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }
  }
}
