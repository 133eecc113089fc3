package dev.mlbox.engine.train;

import dev.mlbox.core.config.TrainConfig;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.port.ModelFacts;
import dev.mlbox.core.port.StepListener;
import dev.mlbox.core.port.TrainedModel;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.load.ModelFiles;
import dev.mlbox.engine.process.Finished;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What training by a command and by a notebook have in common: what goes in is hashed, what comes
 * out is checked. Only the user's code writes the output.
 */
final class Training {
  private final TrainingFolder where;
  private final StepListener listener;

  Training(TrainingFolder where, StepListener listener) {
    this.where = where;
    this.listener = listener;
  }

  /** The user's code. */
  interface Work {

    /** What it is called in messages. */
    String name();

    /** Words that count as inputs where they are files. */
    List<String> named();

    /** Runs it in full, or throws. */
    Finished run(Path kept) throws IOException;

    /** The executed copy of a notebook, whether it exists yet or not; null for a command. */
    @Nullable Path notebook(Path kept);
  }

  TrainedModel train(TrainConfig config, Work work) {
    long start = System.nanoTime();
    try {
      SortedMap<String, Path> inputs = InputFiles.of(config, work.named(), where.folder());
      SortedMap<String, Digest> digests = digests(inputs);
      Digest hash = hash(work.name(), digests);
      TrainedModel.Inputs went = new TrainedModel.Inputs(hash, digests);
      Path kept = where.kept();
      Path notebook = work.notebook(kept.resolve(hash.hex()));
      Optional<ModelFacts> old = unchanged(config, kept, hash);
      if (old.isPresent()) {
        return new TrainedModel(old.get(), went, true, since(start), existing(notebook));
      }
      ModelFacts made = run(config, work, kept.resolve(hash.hex()));
      new TrainStamp(work.name(), config.output(), made.digest().toString()).write(kept, hash);
      return new TrainedModel(made, went, false, since(start), existing(notebook));
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("training cannot use %s: %s".formatted(where.folder(), e.getMessage()))
              .at(config.place()),
          e);
    }
  }

  private ModelFacts run(TrainConfig config, Work work, Path kept) throws IOException {
    OutputCheck check = OutputCheck.before(where.folder(), config);
    return check.after(work.name(), work.run(kept));
  }

  private Optional<ModelFacts> unchanged(TrainConfig config, Path kept, Digest hash) {
    if (config.inputs().isEmpty()) {
      listener.note("trains every time, as `train.inputs` names nothing that could be unchanged");
      return Optional.empty();
    }
    Path output = where.folder().resolve(config.output());
    return TrainStamp.read(kept, hash)
        .filter(stamp -> stamp.output().equals(config.output()) && Files.exists(output))
        .flatMap(
            stamp ->
                Optional.of(ModelFiles.facts(output))
                    .filter(facts -> facts.digest().toString().equals(stamp.digest())));
  }

  private static SortedMap<String, Digest> digests(SortedMap<String, Path> inputs)
      throws IOException {
    SortedMap<String, Digest> digests = new TreeMap<>();
    for (var input : inputs.entrySet()) {
      digests.put(input.getKey(), ModelFiles.digest(input.getValue()));
    }
    return digests;
  }

  private Digest hash(String command, SortedMap<String, Digest> inputs) {
    MessageDigest sha = Digest.sha256();
    feed(sha, command + "\n" + (where.python() == null ? "" : where.python()) + "\n");
    inputs.forEach((name, digest) -> feed(sha, name + "\0" + digest.hex() + "\n"));
    return Digest.of(sha);
  }

  private static void feed(MessageDigest sha, String text) {
    sha.update(text.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable Path existing(@Nullable Path notebook) {
    return notebook != null && Files.exists(notebook) ? notebook : null;
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
