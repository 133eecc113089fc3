package dev.mlbox.core.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code answer-cases.json}: texts or sets of labels, and what others give for them.
 */
record AnswerCase(
    String name,
    String kind,
    List<List<String>> target,
    JsonNode prediction,
    double @Nullable [] weight,
    double @Nullable [][] probabilities,
    Map<String, Double> expected) {
  private static final Path FILE = Path.of("../../src/examples/fixtures/answer-cases.json");

  static Stream<AnswerCase> all() {
    try {
      return Stream.of(new ObjectMapper().readValue(FILE.toFile(), AnswerCase[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Answers answers() {
    String between = kind.equals("text") ? Words.SEPARATOR : "|";
    Column truth = texts(target.stream().map(parts -> String.join(between, parts)).toList());
    Truth known =
        kind.equals("text")
            ? Truth.texts("y", truth, List.of(said()))
            : Truth.labelSets("y", truth, List.of(said()));
    return Answers.of(weight == null ? known : known.weighted(weights(weight)), said(), "model");
  }

  private static RowWeights weights(double[] weight) {
    return RowWeights.of("weight", "cases", new Column.Real(weight));
  }

  private Predictions said() {
    List<String> texts = new ArrayList<>();
    for (JsonNode row : prediction) {
      texts.add(
          row.isTextual()
              ? row.textValue()
              : String.join(
                  "|",
                  StreamSupport.stream(row.spliterator(), false)
                      .map(JsonNode::textValue)
                      .toList()));
    }
    if (probabilities == null) {
      return Predictions.of(texts(texts));
    }
    double[] all = Arrays.stream(probabilities).flatMapToDouble(Arrays::stream).toArray();
    return new Predictions(texts(texts), List.of("art", "law", "news", "sport"), all, 4);
  }

  private static Column texts(List<String> values) {
    return new Column.Text(values.toArray(String[]::new));
  }

  @Override
  public String toString() {
    return name;
  }
}
