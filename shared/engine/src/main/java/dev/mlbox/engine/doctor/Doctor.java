package dev.mlbox.engine.doctor;

import dev.mlbox.core.config.DeployConfig;
import dev.mlbox.core.config.EvaluateConfig;
import dev.mlbox.core.config.ModelConfig;
import dev.mlbox.core.config.ServerConfig;
import dev.mlbox.core.config.Shown;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.config.TrainConfig;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.engine.data.DataSource;
import dev.mlbox.engine.git.Lineage;
import dev.mlbox.engine.ground.LocalGround;
import dev.mlbox.engine.kubernetes.KubernetesDoctor;
import dev.mlbox.engine.pipeline.EvaluationData;
import dev.mlbox.engine.pipeline.ModelLook;
import dev.mlbox.engine.process.Interpreter;
import dev.mlbox.engine.project.Invocation;
import dev.mlbox.engine.project.Project;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Tools, configuration, data, repository and target, one after the other; never stops early. */
public final class Doctor {
  private final List<Examination> all = new ArrayList<>();

  private Doctor() {}

  /** Looks at everything; never throws for what it finds. */
  public static List<Examination> examine(Invocation invocation) {
    Doctor doctor = new Doctor();
    doctor.all.add(Examination.well("java", String.valueOf(Runtime.version())));
    doctor.look("mlbox.yaml", () -> doctor.project(invocation));
    return List.copyOf(doctor.all);
  }

  private void project(Invocation invocation) {
    Project project = Project.read(invocation);
    all.add(Examination.well("mlbox.yaml", invocation.file() + " is valid"));
    ModelConfig model = project.config().model();
    TrainConfig train = model.train();
    boolean python =
        model.predict() != null || (train != null && String.valueOf(train.run()).contains("py"));
    if (python || (train != null && train.notebook() != null)) {
      look("python", () -> python(project));
    }
    if (train != null) {
      look("inputs", () -> inputs(project, train));
    }
    look("model", () -> all.add(Examination.well("model", ModelLook.of(project))));
    look("data", () -> data(project));
    look("git", () -> git(project));
    look("target", () -> target(project));
  }

  private void look(String name, Runnable examination) {
    try {
      examination.run();
    } catch (MlboxException e) {
      for (Problem problem : e.problems()) {
        all.add(Examination.of(name, problem, Outcome.of(e.fault())));
      }
    }
  }

  private void python(Project project) {
    Interpreter.Found found =
        new Interpreter(
                project.folder(),
                project.config().model().python(),
                project.invocation().environment())
            .require("python");
    all.add(Examination.well("python", found.program() + ", " + found.reason()));
  }

  private void inputs(Project project, TrainConfig train) {
    boolean complete = true;
    for (String input : train.inputs()) {
      boolean glob = input.contains("*");
      if (!glob && !Files.exists(project.folder().resolve(input))) {
        all.add(
            Examination.unwell(
                "inputs",
                "there is no " + input + " (" + train.place() + ")",
                "make it, or correct train.inputs"));
        complete = false;
      }
    }
    if (complete) {
      all.add(Examination.well("inputs", "%d of the training".formatted(train.inputs().size())));
    }
  }

  private void data(Project project) {
    EvaluateConfig evaluate = project.config().evaluate();
    try (DataSource data = new EvaluationData(project).open()) {
      data.read(List.of(evaluate.target().text()));
      for (Stated slice : evaluate.slices()) {
        data.slicing(slice);
      }
      all.add(
          Examination.well(
              "data", "%s, %,d rows".formatted(Shown.of(evaluate.data().text()), data.rows())));
    }
  }

  private void git(Project project) {
    Lineage lineage = Lineage.of(project.folder());
    all.add(
        lineage.commit() == null
            ? Examination.well(
                "git",
                "no repository, or no commit yet: reports cannot say which commit made a model")
            : Examination.well(
                "git", where(lineage) + (lineage.dirty() ? ", with uncommitted changes" : "")));
  }

  private static String where(Lineage lineage) {
    String commit = Objects.requireNonNull(lineage.commit());
    return lineage.branch() == null ? "commit " + commit.substring(0, 10) : lineage.branch();
  }

  private void target(Project project) {
    DeployConfig deploy = project.config().deploy();
    if (deploy.target() == DeployConfig.Target.LOCAL) {
      try (LocalGround ground = new LocalGround(project)) {
        ground.requireUsable();
        all.add(Examination.well("target", "local, port " + deploy.port()));
      }
      return;
    }
    ServerConfig server = project.config().model().server();
    KubernetesDoctor.check(
            project.config().model().name(),
            deploy,
            server == null ? null : server.beside(),
            project.config().model().trainsInCluster(),
            project.invocation().environment())
        .forEach(
            check ->
                all.add(
                    new Examination(
                        check.what(),
                        check.passed(),
                        check.said(),
                        check.remedy() == null ? "" : check.remedy(),
                        check.passed() ? Outcome.SUCCEEDED : Outcome.BROKEN)));
  }
}
