package dev.mlbox.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.model.BoxManifest;
import dev.mlbox.core.model.ModelKind;
import dev.mlbox.core.model.Signature;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.DataType;
import dev.mlbox.core.table.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class RowsReaderTest {
  private static final Signature NAMED =
      new Signature(
          List.of(
              new Signature.Field("color", DataType.TEXT, 1),
              new Signature.Field("weight", DataType.REAL, 1),
              new Signature.Field("visits", DataType.WHOLE, 1)),
          List.of());
  private static final Signature OPEN = new Signature(List.of(), List.of());

  @Test
  void readsARow() {
    Table table = read("{\"color\":\"rød\",\"weight\":2,\"visits\":3,\"more\":null}");
    assertThat(table.rows()).isEqualTo(1);
    assertThat(table.names()).containsExactly("color", "weight", "visits");
    assertThat(((Column.Text) column(table, "color")).values()).containsExactly("rød");
    assertThat(((Column.Real) column(table, "weight")).values()).containsExactly(2.0);
    assertThat(((Column.Whole) column(table, "visits")).values()).containsExactly(3);
  }

  @Test
  void readsRowsInEachShape() {
    String rows = "[{\"visits\":1,\"x\":[1,{\"y\":2}]},{\"x\":{},\"visits\":true}]";
    for (String body :
        List.of(rows, "{\"rows\":" + rows + "}", "{\"id\":7,\"rows\":" + rows + "}")) {
      Table table = read(body);
      assertThat(((Column.Whole) column(table, "visits")).values()).containsExactly(1, 1);
      assertThat(table.names()).containsExactly("visits");
    }
    assertThat(read("[]").rows()).isZero();
    assertThat(read("{}").rows()).isEqualTo(1);
  }

  @Test
  void aColumnNamedRowsIsAColumn() {
    Table table = read(OPEN, "{\"rows\":5}");
    assertThat(((Column.Whole) column(table, "rows")).values()).containsExactly(5);
  }

  @Test
  void numbersFollowTheModel() {
    Table table = read("[{\"weight\":20000001},{\"weight\":NaN},{\"weight\":1e400}]");
    assertThat(((Column.Real) column(table, "weight")).values())
        .containsExactly(20000001.0, Double.NaN, Double.POSITIVE_INFINITY);
    Table open = read(OPEN, "[{\"a\":1,\"b\":1,\"c\":\"x\"},{\"a\":2,\"b\":0.5,\"c\":\"y\"}]");
    assertThat(((Column.Whole) column(open, "a")).values()).containsExactly(1, 2);
    assertThat(((Column.Real) column(open, "b")).values()).containsExactly(1, 0.5);
    assertThat(((Column.Text) column(open, "c")).values()).containsExactly("x", "y");
  }

  @Test
  void readsFeaturesOfAMatrix() {
    Signature matrix =
        new Signature(List.of(new Signature.Field("features", DataType.REAL, 2)), List.of());
    Table named = reader(matrix, List.of("a", "b")).read(bytes("{\"b\":1,\"a\":2,\"z\":\"no\"}"));
    assertThat(named.names()).containsExactly("b", "a");
    assertThat(((Column.Real) column(named, "b")).values()).containsExactly(1.0);
    assertThatThrownBy(() -> reader(matrix, List.of()))
        .hasMessage(
            "the box does not know which columns its model takes in which order (box.json);"
                + " expected features, as the model takes a matrix; pack the model again");
  }

  @Test
  void putsColumnsIntoTheOrderOfTheEvaluation() {
    RowsReader reader =
        new RowsReader(
            BodyJson.factory(), Wanted.by(OPEN, manifest(List.of(), List.of("a", "b", "c"))));
    Table table = reader.read(bytes("{\"new\":4,\"c\":3,\"a\":1}"));
    assertThat(table.names()).containsExactly("a", "c", "new");
    assertThat(((Column.Whole) column(table, "c")).values()).containsExactly(3);
  }

  @Test
  void saysWhatIsWrongWithAValue() {
    refuses("{\"weight\":null}")
        .hasMessage(
            "column weight, row 1 is null (request body); expected text, a number or a boolean;"
                + " leave the row out, or send NaN where the model knows missing numbers");
    refuses("[{\"weight\":1},{\"weight\":[1]}]")
        .hasMessage(
            "column weight, row 2 is a list (request body); expected text, a number or a boolean");
    refuses("{\"weight\":{}}")
        .hasMessage(
            "column weight, row 1 is an object (request body); expected text, a number or a"
                + " boolean");
    refuses("[{\"color\":\"red\"},{\"color\":5}]")
        .hasMessage(
            "column color, row 2 is 5 (request body); expected text, as in the rows before");
    refuses("[{\"visits\":5},{\"visits\":\"many\"}]")
        .hasMessage(
            "column visits, row 2 is \"many\" (request body); expected a number, as in the rows"
                + " before");
    refuses("{\"visits\":9223372036854775808}")
        .hasMessage(
            "column visits, row 1 is 9223372036854775808 (request body); expected at most 64 bits");
  }

  @Test
  void saysWhatIsWrongWithARow() {
    refuses("[{\"visits\":1},{}]")
        .hasMessage(
            "column visits is missing in row 2 (request body); expected the same columns in every"
                + " row");
    refuses("[{},{\"visits\":1}]")
        .hasMessage(
            "column visits is missing in row 1 (request body); expected the same columns in every"
                + " row");
    refuses("{\"visits\":1,\"visits\":2}")
        .hasMessage("column visits is there twice in row 1 (request body)");
    refuses("[5]").hasMessageStartingWith("row 1 is not an object (request body); expected a row");
  }

  @Test
  void saysWhatIsWrongWithTheBody() {
    refuses("").hasMessageStartingWith("the body is empty (request body); expected a row");
    refuses("5").hasMessageStartingWith("the body is neither object nor list (request body)");
    refuses("{} {}").hasMessageStartingWith("something follows the rows (request body)");
    refuses("{\"visits\":")
        .hasMessage(
            "the body is not JSON: Unexpected end-of-input within/between Object entries"
                + " (request body, line 1, column 11); expected a row {\"column\": value, …}, a list of"
                + " rows, or {\"rows\": [row, …]}");
    refuses("{'visits':1}").hasMessageStartingWith("the body is not JSON: Unexpected character");
    refuses("[".repeat(2000)).hasMessageStartingWith("row 1 is not an object");
    refuses("{\"a\":" + "[".repeat(2000)).hasMessageStartingWith("the body is not JSON: ");
  }

  private static AbstractThrowableAssert<?, ?> refuses(String body) {
    return assertThatThrownBy(() -> read(body));
  }

  private static Table read(String body) {
    return read(NAMED, body);
  }

  private static Table read(Signature signature, String body) {
    return reader(signature, List.of()).read(bytes(body));
  }

  private static RowsReader reader(Signature signature, List<String> features) {
    return new RowsReader(BodyJson.factory(), Wanted.by(signature, manifest(features, List.of())));
  }

  private static BoxManifest manifest(List<String> features, List<String> columns) {
    return new BoxManifest(
        "m", ModelKind.ONNX, "model.onnx", null, features, columns, "sha256:0", Map.of());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Column column(Table table, String name) {
    return table.column(name).orElseThrow();
  }
}
