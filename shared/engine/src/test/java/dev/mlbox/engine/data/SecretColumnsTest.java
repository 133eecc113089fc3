package dev.mlbox.engine.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns whose values no finding shows. */
class SecretColumnsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "userToken",
        "authToken",
        "clientSecret",
        "userPassword",
        "passwordHash",
        "creditCard",
        "credit_card",
        "apiKey",
        "token",
        "password_hash"
      })
  void areToldByTheirWords(String column) {
    assertThat(ExampleRows.isSecret(column)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tokenizer", "secretary", "cardinality", "brokenToday", "weight"})
  void areNotToldByPartsOfWords(String column) {
    assertThat(ExampleRows.isSecret(column)).isFalse();
  }
}
