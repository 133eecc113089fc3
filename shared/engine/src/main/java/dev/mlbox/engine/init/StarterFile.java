package dev.mlbox.engine.init;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.DataType;
import dev.mlbox.engine.data.DataSource;
import dev.mlbox.engine.json.Json;
import dev.mlbox.engine.project.KeptFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A first mlbox.yaml.
 *
 * @param folder where it belongs
 * @param text its content
 * @param notes what to look at, one sentence each
 */
public record StarterFile(Path folder, String text, List<String> notes) {
  private static final String SCHEMA = ".mlbox/mlbox.schema.json";
  private static final List<String> TARGETS =
      List.of("target", "label", "y", "class", "outcome", "late", "churned");
  private static final int FEW = 20;
  private static final Pattern TRAIN = Pattern.compile("(?i)train(ing)?");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][\\w./-]*( [\\w./-]+)*");

  /** What YAML takes for something else. */
  private static final Set<String> WORDS =
      Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

  public StarterFile {
    notes = List.copyOf(notes);
  }

  /** Drafts from what is in the folder; what cannot be found is marked to be filled in. */
  public static StarterFile of(Path folder) {
    Finds finds = new Finds(folder);
    List<String> notes = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    lines.add("# yaml-language-server: $schema=" + SCHEMA);
    lines.add("model: " + name(folder));
    origin(finds, lines, notes);
    evaluation(folder, finds, lines, notes);
    lines.add("deploy:");
    lines.add(
        "  to: local                  # kubernetes, with image: registry.example.com/team/"
            + name(folder));
    return new StarterFile(folder, String.join("\n", lines) + "\n", notes);
  }

  private static String name(Path folder) {
    String name =
        String.valueOf(folder.getFileName()).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String trimmed = name.replaceAll("^[^a-z]+|-+$", "");
    String cut = trimmed.substring(0, Math.min(40, trimmed.length())).replaceAll("-+$", "");
    return cut.isEmpty() ? "model" : cut;
  }

  private static void origin(Finds finds, List<String> lines, List<String> notes) {
    Optional<String> script = finds.script();
    if (script.isPresent()) {
      List<String> inputs = new ArrayList<>(List.of(script.get()));
      inputs.addAll(finds.trainingData());
      String output = finds.output(script.get()).orElse("model.onnx");
      lines.add("train:");
      lines.add("  run: " + scalar("python " + word(script.get())));
      lines.add("  inputs: " + list(inputs) + "   # unchanged: not trained again");
      lines.add("  output: " + scalar(output));
      notes.add("train.output is " + output + ": correct it if the script writes another file");
      if (!output.endsWith(".onnx")) {
        function(output, lines, notes);
      }
    } else if (finds.model().isPresent()) {
      lines.add("load: " + scalar(finds.model().get()));
    } else if (finds.pickled().isPresent()) {
      lines.add("load: " + scalar(finds.pickled().get()));
      function(finds.pickled().get(), lines, notes);
    } else if (finds.notebook().isPresent()) {
      lines.add("train:");
      lines.add("  notebook: " + scalar(finds.notebook().get()));
      lines.add("  output: model.onnx");
      notes.add("train.output is model.onnx: correct it if the notebook writes another file");
    } else {
      lines.add("load: model.onnx             # or train: {run: …, inputs: […], output: …}");
      notes.add("no training script and no model was found: say where the model comes from");
    }
  }

  /** What answers with a model that only Python can read. */
  private static void function(String model, List<String> lines, List<String> notes) {
    lines.add("predict: predict:predict     # in predict.py: a function predict(columns)");
    notes.add(
        "predict is predict:predict: write predict.py with a function predict(columns) that answers with %s, or name another"
            .formatted(model));
  }

  private static void evaluation(Path folder, Finds finds, List<String> lines, List<String> notes) {
    lines.add("evaluate:");
    Optional<String> data = data(finds, lines, notes);
    if (data.isEmpty()) {
      lines.add("  target: label");
      return;
    }
    try (DataSource source = DataSource.open(new Stated(data.get(), "mlbox init"), folder)) {
      String target = target(source);
      lines.add("  target: " + scalar(target));
      notes.add(
          "the target is %s, of the columns %s: correct it if that is wrong"
              .formatted(target, String.join(", ", source.columns().keySet())));
      slices(source, target).ifPresent(line -> lines.add("  slices: " + list(List.of(line))));
      lines.add("  gates:");
      gates(source, target).forEach(gate -> lines.add("    - " + gate));
    } catch (MlboxException e) {
      lines.add("  target: label");
      notes.add(e.problems().get(0).what() + ": say in evaluate.target what to judge on");
    }
  }

  /**
   * What to judge on: never what a model is trained on. Returns where to read the columns' names.
   */
  private static Optional<String> data(Finds finds, List<String> lines, List<String> notes) {
    Optional<String> test = finds.testData();
    if (test.isPresent()) {
      lines.add("  data: " + scalar(test.get()));
      return test;
    }
    Optional<String> other = finds.otherData();
    if (other.isPresent()) {
      lines.add("  data: " + scalar(other.get()));
      notes.add(
          "evaluate.data is %s: if the model is trained on it, hold rows back in a file of their own, as those prove nothing"
              .formatted(other.get()));
      return other;
    }
    List<String> training = finds.trainingData();
    if (training.isEmpty()) {
      lines.add("  data: data/test.parquet    # CSV, Parquet or JSON lines");
      notes.add("no data was found: say in evaluate.data and evaluate.target what to judge on");
      return Optional.empty();
    }
    String held = TRAIN.matcher(training.get(0)).replaceAll("test");
    lines.add("  data: " + scalar(held) + "   # rows that training does not see");
    notes.add(
        "evaluate.data is %s, which is not there yet: hold rows of %s back for it, as those that the model is trained on prove nothing"
            .formatted(held, training.get(0)));
    return Optional.of(training.get(0));
  }

  /** As YAML that is text and nothing else. */
  private static String scalar(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
    return plain ? text : Json.write(text);
  }

  private static String list(List<String> texts) {
    return texts.stream().map(StarterFile::scalar).collect(Collectors.joining(", ", "[", "]"));
  }

  /** As one word of a command. */
  private static String word(String text) {
    return text.matches("[\\w./-]+") ? text : "'" + text + "'";
  }

  private static String target(DataSource source) {
    List<String> columns = new ArrayList<>(source.columns().keySet());
    for (String usual : TARGETS) {
      for (String column : columns) {
        if (column.equalsIgnoreCase(usual)) {
          return column;
        }
      }
    }
    return columns.get(columns.size() - 1);
  }

  private static Optional<String> slices(DataSource source, String target) {
    for (Map.Entry<String, DataType> column : source.columns().entrySet()) {
      if (column.getValue() == DataType.TEXT && !column.getKey().equals(target)) {
        int values = distinct(source, column.getKey());
        if (values > 1 && values <= FEW) {
          return Optional.of(column.getKey());
        }
      }
    }
    return Optional.empty();
  }

  private static int distinct(DataSource source, String column) {
    try {
      Column values = Objects.requireNonNull(source.read(List.of(column)).columns().get(column));
      Set<String> seen = new TreeSet<>();
      for (int row = 0; row < values.rows() && seen.size() <= FEW; row++) {
        seen.add(values.text(row));
      }
      return seen.size();
    } catch (MlboxException e) {
      // A column with missing values is no slice, and no problem here.
      return 0;
    }
  }

  private static List<String> gates(DataSource source, String target) {
    int values = distinct(source, target);
    if (source.columns().get(target) != DataType.TEXT && values > FEW) {
      return List.of("r2 >= 0", "mean_absolute_error <= 1.02 * baseline");
    }
    return values == 2
        ? List.of("roc_auc >= 0.6", "roc_auc >= baseline - 0.005")
        : List.of("accuracy >= 0.5", "accuracy >= baseline - 0.01");
  }

  /**
   * Writes it, with the schema that editors complete from.
   *
   * @param force whether a file that exists is replaced
   */
  public Path write(boolean force) {
    Path file = folder.resolve("mlbox.yaml");
    if (Files.exists(file) && !force) {
      throw MlboxException.invalid(
          Problem.of("mlbox.yaml exists already")
              .at(file.toString())
              .remedy("`mlbox init --force` replaces it, `mlbox init --dry-run` only prints"));
    }
    KeptFolder.in(folder).make();
    try {
      try (InputStream schema =
          Objects.requireNonNull(
              StarterFile.class.getResourceAsStream("/dev/mlbox/core/config/mlbox.schema.json"))) {
        Files.copy(schema, folder.resolve(SCHEMA), StandardCopyOption.REPLACE_EXISTING);
      }
      Path ignore = folder.resolve(".gitignore");
      String ignored = Files.exists(ignore) ? Files.readString(ignore) : "";
      if (Files.exists(folder.resolve(".git")) && !ignored.contains(".mlbox")) {
        String end = ignored.isEmpty() || ignored.endsWith("\n") ? "" : "\n";
        Files.writeString(ignore, ignored + end + ".mlbox/\n");
      }
      Path draft = folder.resolve("mlbox.yaml.new");
      Files.writeString(draft, text, StandardCharsets.UTF_8);
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw KeptFolder.unwritable(folder, e);
    }
  }
}
