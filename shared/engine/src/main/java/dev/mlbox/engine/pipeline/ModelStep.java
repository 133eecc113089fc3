package dev.mlbox.engine.pipeline;

import dev.mlbox.core.config.LoadConfig;
import dev.mlbox.core.config.ModelConfig;
import dev.mlbox.core.config.ServerConfig;
import dev.mlbox.core.config.Shown;
import dev.mlbox.core.config.TrainConfig;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.model.ModelKind;
import dev.mlbox.core.model.ModelSpec;
import dev.mlbox.core.port.LoadedModel;
import dev.mlbox.core.port.ModelFacts;
import dev.mlbox.core.port.StepListener;
import dev.mlbox.core.port.TrainedModel;
import dev.mlbox.core.port.Trainer;
import dev.mlbox.engine.git.Lineage;
import dev.mlbox.engine.kubernetes.TrainingJob;
import dev.mlbox.engine.load.CacheFolder;
import dev.mlbox.engine.load.FileSource;
import dev.mlbox.engine.load.Kinds;
import dev.mlbox.engine.load.ModelFiles;
import dev.mlbox.engine.load.ModelSources;
import dev.mlbox.engine.process.Finished;
import dev.mlbox.engine.process.Interpreter;
import dev.mlbox.engine.project.Project;
import dev.mlbox.engine.train.CommandTrainer;
import dev.mlbox.engine.train.InputFiles;
import dev.mlbox.engine.train.NotebookTrainer;
import dev.mlbox.engine.train.TrainingFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Configuration → a model on this machine. */
public final class ModelStep {
  private final Project project;

  public ModelStep(Project project) {
    this.project = project;
  }

  public MadeModel make() {
    Map<String, String> origin = new TreeMap<>(Lineage.of(project.folder()).toMap());
    ModelFacts facts = facts(origin);
    ModelSpec spec = spec(facts);
    ModelFacts whole = whole(spec, facts);
    origin.put("model", whole.digest().toString());
    return new MadeModel(spec, whole, origin);
  }

  /** The model as it lies there, without training; empty where training has yet to make it. */
  Optional<MadeModel> present() {
    ModelConfig model = project.config().model();
    TrainConfig train = model.train();
    if (train != null && !Files.exists(project.folder().resolve(train.output()))) {
      return Optional.empty();
    }
    ModelFacts facts =
        train == null
            ? lying(Objects.requireNonNull(model.load()))
            : ModelFiles.facts(project.folder().resolve(train.output()));
    ModelSpec spec = spec(facts);
    return Optional.of(new MadeModel(spec, whole(spec, facts), Map.of()));
  }

  /** What has to be brought first is said, as it may take its time. */
  private ModelFacts lying(LoadConfig load) {
    return new FileSource(project.folder()).takes(load.from())
        ? source(load, StepListener.silent()).model()
        : loaded(load, new TreeMap<>());
  }

  /** The bytes of a Python model are those of its module, too: they decide how it answers. */
  private static ModelFacts whole(ModelSpec spec, ModelFacts made) {
    return spec.kind() == ModelKind.PYTHON
        ? new ModelFacts(made.path(), ModelFiles.facts(spec.path()).digest(), made.bytes())
        : made;
  }

  private ModelFacts facts(Map<String, String> origin) {
    ModelConfig model = project.config().model();
    if (model.load() != null) {
      return loaded(model.load(), origin);
    }
    ModelFacts made = model.train() == null ? null : trained(model.train(), origin);
    return model.server() == null
        ? Objects.requireNonNull(made, "the reader lets no model be without origin")
        : served(model.server(), origin);
  }

  /** Its bytes are those of the files that it is run from, which training may have made. */
  private ModelFacts served(ServerConfig server, Map<String, String> origin) {
    ModelFacts facts = ModelFiles.facts(ServerFolder.of(project, server));
    origin.put("served by", server.words());
    tell(
        new Event.Finished(
            "server", server.words() + "  " + brief(facts), Event.Mark.DONE, Duration.ZERO));
    return facts;
  }

  private ModelFacts trained(TrainConfig train, Map<String, String> origin) {
    String what = train.run() == null ? Objects.requireNonNull(train.notebook()) : train.run();
    tell(new Event.Started("train", what));
    TrainingFolder folder =
        new TrainingFolder(
            project.folder(),
            project.config().model().python(),
            project.invocation().environment());
    StepListener listener = project.telling("train");
    Trainer trainer =
        train.run() == null
            ? new NotebookTrainer(folder, listener)
            : new CommandTrainer(folder, listener, this::inCluster);
    TrainedModel made = trainer.train(train);
    origin.put("trained by", what);
    origin.putAll(Facts.ofInputs(made.inputs()));
    String words =
        made.skipped()
            ? "%s  unchanged inputs, %s".formatted(what, brief(made.model()))
            : "%s  %s".formatted(what, brief(made.model()));
    tell(
        new Event.Finished(
            "train",
            words,
            made.skipped() ? Event.Mark.SKIPPED : Event.Mark.DONE,
            made.skipped() ? Duration.ZERO : made.duration()));
    return made.model();
  }

  private Finished inCluster(List<String> words, TrainConfig train, StepListener listener) {
    return TrainingJob.run(
        new TrainingJob.Place(
            project.config().model().name(),
            project.config().deploy(),
            project.invocation().environment()),
        train,
        words,
        InputFiles.of(train, words, project.folder()),
        project.folder(),
        listener);
  }

  private ModelFacts loaded(LoadConfig load, Map<String, String> origin) {
    tell(new Event.Started("load", Shown.of(load.from())));
    Instant began = Instant.now();
    LoadedModel model = source(load, project.telling("load"));
    origin.put("loaded from", model.origin());
    tell(
        new Event.Finished(
            "load", told(model), Event.Mark.DONE, Duration.between(began, Instant.now())));
    return model.model();
  }

  private LoadedModel source(LoadConfig load, StepListener listener) {
    return ModelSources.of(
            project.folder(),
            CacheFolder.of(project.invocation().environment()),
            project.invocation().environment(),
            listener)
        .load(load);
  }

  private ModelSpec spec(ModelFacts facts) {
    ModelConfig model = project.config().model();
    if (model.server() != null) {
      return new ModelSpec(
          ModelKind.SERVER,
          facts.path(),
          null,
          model.needsPython() ? interpreter(model.python()) : null,
          model.features());
    }
    ModelKind kind = Kinds.of(model, facts.path());
    String callable = model.predict();
    if (kind != ModelKind.PYTHON || callable == null) {
      return new ModelSpec(kind, facts.path(), null, null, model.features());
    }
    Path folder = PythonFolder.of(project, callable, facts);
    return new ModelSpec(kind, folder, callable, interpreter(model.python()), model.features());
  }

  private String interpreter(@Nullable String configured) {
    return new Interpreter(project.folder(), configured, project.invocation().environment())
        .require(project.pythonPlace())
        .program()
        .toString();
  }

  /** Where it came from, and its name where that has another one at its end. */
  private static String told(LoadedModel model) {
    ModelFacts facts = model.model();
    boolean named = model.origin().endsWith(String.valueOf(facts.path().getFileName()));
    return model.origin() + "  " + (named ? size(facts) : brief(facts));
  }

  static String brief(ModelFacts facts) {
    return facts.path().getFileName() + "  " + size(facts);
  }

  private static String size(ModelFacts facts) {
    return "%s  sha256:%s…"
        .formatted(Sizes.words(facts.bytes()), facts.digest().hex().substring(0, 8));
  }

  private void tell(Event event) {
    project.invocation().listener().on(event);
  }
}
