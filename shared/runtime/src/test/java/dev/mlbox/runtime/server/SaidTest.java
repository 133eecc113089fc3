package dev.mlbox.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.model.ServerSpec.Speaks;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaidTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"predictions\": [1, 0]}                                        | 1,0",
        "{\"predictions\": [\"late\", \"on time\"]}                        | late,on time",
        "{\"predictions\": [[0.2, 0.8], [0.9, 0.1]]}                      | 1,0",
        "{\"predictions\": [[2.5], [3.5]]}                                | 2.5,3.5",
        "{\"predictions\": [{\"a\": 0.2, \"b\": 0.8}]}                     | b",
        "{\"predictions\": [{\"label\": \"a\", \"probabilities\": [1, 0]}]} | a",
      })
  void mlflowsAnswersAreATextARow(String body, String said) {
    assertThat(in(body, Speaks.MLFLOW)).hasValue(List.of(said.split(",")));
  }

  @Test
  void tensorsAreATextARow() {
    String values = "{\"outputs\": [{\"shape\": [2, 1], \"data\": [7, 8]}]}";
    String shares = "{\"outputs\": [{\"shape\": [2, 2], \"data\": [0.4, 0.6, 0.7, 0.3]}]}";
    assertThat(in(values, Speaks.V2)).hasValue(List.of("7", "8"));
    assertThat(in(shares, Speaks.V2)).hasValue(List.of("1", "0"));
  }

  @Test
  void garbageSaysNothingToAnyRow() {
    for (String body : new String[] {"<html>", "", "{}", "{\"outputs\": [{\"shape\": [2]}]}"}) {
      assertThat(in(body, Speaks.MLFLOW)).hasValue(List.of());
      assertThat(in(body, Speaks.V2)).hasValue(List.of());
    }
  }

  @Test
  void whatIsTooLongIsNotRead() {
    assertThat(in(" ".repeat(2 << 20), Speaks.MLFLOW)).isEmpty();
  }

  private static Optional<List<String>> in(String body, Speaks speaks) {
    return Said.in(body.getBytes(StandardCharsets.UTF_8), speaks);
  }
}
