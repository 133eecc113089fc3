package dev.mlbox.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlbox.core.config.Setting;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaCheckTest {
  private static final String VALID =
      """
      model: flights
      load: model.onnx
      evaluate:
        data: test.csv
      """;
  private final SchemaCheck check = small();

  private static SchemaCheck small() {
    try (InputStream schema = SchemaCheckTest.class.getResourceAsStream("small.schema.json")) {
      return new SchemaCheck(new ObjectMapper().readTree(schema));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> messages(String text) {
    return check.problems(YamlSettings.parse(text, "mlbox.yaml")).stream()
        .map(Problem::message)
        .toList();
  }

  @Test
  void nothingIsWrongWithAValidFile() {
    Setting settings = YamlSettings.parse(VALID, "mlbox.yaml");

    assertThat(check.require(settings)).isSameAs(settings);
  }

  @Test
  void anUnknownKeyComesWithTheNearestKnownOne() {
    assertThat(messages("model: a\nload: b\nevalute:\n  data: c\nevaluate: {data: d}\n"))
        .containsExactly(
            "unknown key `evalute` (mlbox.yaml:3);"
                + " expected one of model, train, load, evaluate, deploy;"
                + " did you mean `evaluate`?");
  }

  @Test
  void anUnknownKeyThatBelongsElsewhereSaysWhere() {
    assertThat(messages(VALID + "gates: [accuracy >= 0.9]\n"))
        .containsExactly(
            "unknown key `gates` (mlbox.yaml:5);"
                + " expected one of model, train, load, evaluate, deploy;"
                + " did you mean `evaluate.gates`?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "deploy: {foo: 1} | unknown key `deploy.foo` (mlbox.yaml:5);"
            + " expected one of to, context, replicas, watch; did you mean `deploy.to`?",
        "deploy: {to: locl} | `deploy.to` is `locl` (mlbox.yaml:5); expected one of local, kubernetes;"
            + " did you mean `local`?",
        "deploy: {to: nomad} | `deploy.to` is `nomad` (mlbox.yaml:5); expected one of local, kubernetes",
        "deploy: {replicas: true} | `deploy.replicas` is `true` (mlbox.yaml:5);"
            + " expected a whole number or text",
        "deploy: {watch: 15} | `deploy.watch` is the number `15` (mlbox.yaml:5);"
            + " expected a number with s, m or h; put it in quotes to make it text",
        "deploy: {watch: 15 min} | `deploy.watch` is `15 min` (mlbox.yaml:5);"
            + " expected a number with s, m or h",
        "deploy: {context: prod} | `deploy.to` is missing (mlbox.yaml:5);"
            + " expected it beside `deploy.context`",
        "deploy: local | `deploy` is `local` (mlbox.yaml:5); expected keys with values",
        "deploy: [a] | `deploy` is a list (mlbox.yaml:5); expected keys with values",
      })
  void aWrongValueIsShownWithWhatIsExpected(String line, String message) {
    assertThat(messages(VALID + line + "\n")).containsExactly(message);
  }

  @Test
  void alternativesAreJudgedByTheOneOfTheRightType() {
    assertThat(messages("model: a\nload:\n  fro: x\n  sha256: abc\nevaluate: {data: d}\n"))
        .containsExactly(
            "unknown key `load.fro` (mlbox.yaml:3); expected one of from, sha256;"
                + " did you mean `load.from`?",
            "`load.sha256` is `abc` (mlbox.yaml:4); expected 64 hex digits",
            "`load.from` is missing (mlbox.yaml:2)");
    assertThat(messages("model: a\nload: 5\nevaluate: {data: d}\n"))
        .containsExactly(
            "`load` is the number `5` (mlbox.yaml:2); expected a path, a git reference or a URL");
  }

  @Test
  void oneOfTwoKeysIsAskedFor() {
    assertThat(messages("model: a\nevaluate: {data: d}\n"))
        .containsExactly("`train` or `load` is missing (mlbox.yaml); expected one of them");
    assertThat(
            messages(
                VALID
                    + """
                    train:
                      run: a
                      notebook: b
                      output: c
                    """))
        .containsExactly(
            "`load` and `train` are both set (mlbox.yaml:2 and mlbox.yaml:5);"
                + " expected only one of them",
            "`train.run` and `train.notebook` are both set (mlbox.yaml:6 and mlbox.yaml:7);"
                + " expected only one of them");
  }

  @Test
  void allProblemsComeAtOnceInTheOrderOfTheFile() {
    String text =
        """
        model: My Model
        train:
          run: 3
          inputs: []
          limit: soon
        evaluate:
          gates: [5]
          min_rows: 0
          strict: perhaps
        """;

    assertThat(messages(text))
        .containsExactly(
            "`model` is `My Model` (mlbox.yaml:1); expected lower-case letters, digits and dashes",
            "`train.run` is the number `3` (mlbox.yaml:3);"
                + " expected a command, as words without a shell; put it in quotes to make it text",
            "`train.inputs` is an empty list (mlbox.yaml:4); expected at least 1 in it",
            "`train.limit` is `soon` (mlbox.yaml:5); expected a number with s, m or h (a time such as 2h)",
            "`train.output` is missing (mlbox.yaml:2)",
            "item 1 of `evaluate.gates` is the number `5` (mlbox.yaml:7); expected text;"
                + " put it in quotes to make it text",
            "`evaluate.min_rows` is the number `0` (mlbox.yaml:8); expected at least 1",
            "`evaluate.strict` is `perhaps` (mlbox.yaml:9); expected true or false",
            "`evaluate.data` is missing (mlbox.yaml:6);"
                + " expected a file of CSV, Parquet or JSON lines");
    assertThatThrownBy(() -> check.require(YamlSettings.parse(text, "mlbox.yaml")))
        .hasMessage(String.join("\n", messages(text)));
  }

  @Test
  void aValueOfAnOverlayIsNamedByItsFlag() {
    Setting tree =
        Overlay.applyAll(
            YamlSettings.parse(VALID, "mlbox.yaml"), List.of("deploy.to=locl"), "--set");

    assertThat(check.problems(tree))
        .extracting(Problem::message)
        .containsExactly(
            "`deploy.to` is `locl` (--set deploy.to); expected one of local, kubernetes;"
                + " did you mean `local`?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "canary: 5% | `deploy.canary` is `5%` (mlbox.yaml:4); expected a list, such as"
            + " [1%, 5%, 25%, 50%] (The canary's share of requests, step by step, rising)",
        "watch: soon | `deploy.watch` is `soon` (mlbox.yaml:4); expected a duration, such as 500ms,"
            + " 30s, 10m or 1h (How long a promoted version is watched with the old one kept warm;"
            + " by default 15m, on the local target 0s)",
        "port: abc | `deploy.port` is `abc` (mlbox.yaml:4); expected a whole number such as 8080"
            + " (The local target's port)",
      })
  void theFormIsExpectedAndTheKeysMeaningInParentheses(String line, String message) {
    Setting settings =
        YamlSettings.parse(
            "model: a\nload: b.onnx\nevaluate: {data: d.csv, target: y}\ndeploy: {%s}\n"
                .formatted(line),
            "mlbox.yaml");

    assertThat(SchemaCheck.mlbox().problems(settings))
        .extracting(Problem::message)
        .containsExactly(message);
  }
}
