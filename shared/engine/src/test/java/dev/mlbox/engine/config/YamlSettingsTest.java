package dev.mlbox.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mlbox.core.config.Setting;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlSettingsTest {

  private static Setting parse(String text) {
    return YamlSettings.parse(text, "mlbox.yaml");
  }

  private static Setting at(Setting tree, String path) {
    return tree.at(path).orElseThrow();
  }

  private static String failure(String text) {
    MlboxException failure =
        Objects.requireNonNull(catchThrowableOfType(MlboxException.class, () -> parse(text)));
    assertThat(failure.fault()).isEqualTo(Fault.INVALID);
    return String.valueOf(failure.getMessage());
  }

  @Test
  void everyValueKnowsTheLineOfItsKey() {
    Setting tree =
        parse(
            """
            # a comment
            model: flights
            train:
              run: >-
                python
                train.py
              inputs: [train.py,
                data.csv]

            evaluate:
              gates:
                - roc_auc >= 0.70
                - accuracy by carrier >= baseline - 0.02
            """);

    assertThat(tree.place()).isEqualTo("mlbox.yaml");
    assertThat(at(tree, "model")).isEqualTo(new Setting("flights", "mlbox.yaml:2"));
    assertThat(at(tree, "train").place()).isEqualTo("mlbox.yaml:3");
    assertThat(at(tree, "train.run")).isEqualTo(new Setting("python train.py", "mlbox.yaml:4"));
    assertThat(at(tree, "train.inputs").items())
        .containsExactly(
            new Setting("train.py", "mlbox.yaml:7"), new Setting("data.csv", "mlbox.yaml:8"));
    assertThat(at(tree, "evaluate.gates").items())
        .containsExactly(
            new Setting("roc_auc >= 0.70", "mlbox.yaml:12"),
            new Setting("accuracy by carrier >= baseline - 0.02", "mlbox.yaml:13"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12      | java.lang.Long    | 12",
        "-3      | java.lang.Long    | -3",
        "0.5     | java.lang.Double  | 0.5",
        "1e-3    | java.lang.Double  | 0.001",
        "true    | java.lang.Boolean | true",
        "'\"5\"' | java.lang.String  | 5",
        "!!str 5 | java.lang.String  | 5",
        "1%      | java.lang.String  | 1%",
        "yes     | java.lang.String  | yes",
        "on      | java.lang.String  | on",
        "10:30   | java.lang.String  | 10:30",
        "2..10   | java.lang.String  | 2..10",
        "1.2.3   | java.lang.String  | 1.2.3",
        "2024-01-01 | java.lang.String | 2024-01-01",
        "1e999   | java.lang.String  | 1e999",
        "6012345678901234567890123456789012345678901234567890123456789012 | java.lang.String "
            + "| 6012345678901234567890123456789012345678901234567890123456789012",
      })
  void aValueWithoutQuotesHasTheTypeOfYaml12(String written, Class<?> type, String text) {
    Setting setting = at(parse("key: " + written), "key");

    assertThat(setting.value()).isInstanceOf(type);
    assertThat(setting.text()).isEqualTo(text);
  }

  @Test
  void anchorsAliasesAndMergesAreFollowed() {
    Setting tree =
        parse(
            """
            base: &base {cpu: 1, memory: 1Gi}
            small: *base
            large:
              <<: *base
              cpu: 4
            """);

    assertThat(at(tree, "small.memory").text()).isEqualTo("1Gi");
    assertThat(at(tree, "large.memory").text()).isEqualTo("1Gi");
    assertThat(at(tree, "large.cpu").text()).isEqualTo("4");
  }

  @Test
  void environmentVariablesAreNotReplaced() {
    assertThat(at(parse("image: ${REGISTRY}/flights"), "image").text())
        .isEqualTo("${REGISTRY}/flights");
  }

  @Test
  void anEmptyFileHasNoSettings() {
    assertThat(parse("# nothing yet\n")).isEqualTo(Setting.empty("mlbox.yaml"));
  }

  @Test
  void duplicateAndEmptyKeysAreAllNamed() {
    assertThat(
            failure(
                """
                model: flights
                deploy:
                  to: local
                  to: kubernetes
                  context:
                model: other
                gates:
                  - accuracy >= 0.9
                  -
                """))
        .isEqualTo(
            """
            `to` is set twice (mlbox.yaml:3 and mlbox.yaml:4); remove one of them
            `context` has no value (mlbox.yaml:5); give it one or remove the line
            `model` is set twice (mlbox.yaml:1 and mlbox.yaml:6); remove one of them
            this item of a list has no value (mlbox.yaml:9); give it one or remove the line""");
  }

  @Test
  void anAliasOfItselfIsRefused() {
    assertThat(failure("a: 1\nb: &b [*b]\n"))
        .isEqualTo("this alias stands for a value that contains it (mlbox.yaml:2)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a: 1⏎→b: 2⏎        | a tab is used to indent (mlbox.yaml:2); indent with spaces",
        "a: b: c⏎           | there is a `: ` too many, or this line is indented too far (mlbox.yaml:1);"
            + " put a value that contains `: ` in quotes",
        "a: 1⏎foo⏎b: 2⏎     | this line has no `: ` after its key (mlbox.yaml:2)",
        "a:⏎    b: 1⏎  c: 2⏎ | this line is not indented like the lines it belongs to (mlbox.yaml:3)",
        "x: 1⏎a: \"x⏎b: 2⏎  | a quote is opened here and not closed (mlbox.yaml:2)",
        "x: 1⏎a: [1, 2⏎b: 3⏎ | a `[` is opened here and not closed (mlbox.yaml:2)",
        "a: {x: 1⏎b: 3⏎     | a `{` is opened here and not closed (mlbox.yaml:1)",
        "a: [1]]⏎           | there is a `]` too many (mlbox.yaml:1)",
        "a: @x⏎             | a value cannot start with this character (mlbox.yaml:1);"
            + " put the value in quotes",
        "a: 'it's'⏎         | there is text after a closing quote (mlbox.yaml:1);"
            + " double a quote that is part of the value",
        "a: x⏎- b⏎          | a list item follows a value (mlbox.yaml:2);"
            + " put the list under a key of its own",
        "a: *x⏎             | this is not YAML: found undefined alias x (mlbox.yaml:1)",
        "a: 1⏎---⏎b: 2⏎     | a second document starts here (mlbox.yaml:2);"
            + " keep only one, without `---` between settings",
        "a: 1⏎b: ␇⏎         | there is a control character (U+0007) (mlbox.yaml:2); remove it",
        "- a⏎               | mlbox.yaml holds a list; expected keys with values, such as `model: flights`",
        "a:1⏎               | mlbox.yaml holds only text; expected keys with values, such as"
            + " `model: flights`",
      })
  void aMistakeIsSaidInPlainEnglish(String text, String message) {
    assertThat(failure(text.replace('⏎', '\n').replace('→', '\t').replace('␇', '\u0007')))
        .isEqualTo(message);
  }

  @Test
  void aMissingFileIsNamed(@TempDir Path folder) {
    assertThatThrownBy(() -> YamlSettings.read(folder.resolve("mlbox.yaml")))
        .isInstanceOf(MlboxException.class)
        .hasMessage(
            "there is no mlbox.yaml; expected it in " + folder + "; `mlbox init` writes one");
  }

  @Test
  void anotherEncodingIsNamed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("mlbox.yaml");
    Files.write(file, "model: flüge".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> YamlSettings.read(file))
        .hasMessage("mlbox.yaml is not UTF-8 text; save it with the encoding UTF-8");
  }

  @Test
  void aByteOrderMarkIsSkipped(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("other.yaml");
    Files.writeString(file, "\uFEFFmodel: flights");

    assertThat(at(YamlSettings.read(file), "model"))
        .isEqualTo(new Setting("flights", "other.yaml:1"));
  }
}
