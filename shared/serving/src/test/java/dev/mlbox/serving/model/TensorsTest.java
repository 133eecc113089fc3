package dev.mlbox.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import dev.mlbox.serving.model.TensorsReader.Inference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class TensorsTest {
  private static final Predictions ANSWER =
      new Predictions(
          new Column.Text(new String[] {"a", "b"}),
          List.of("a", "b"),
          new double[] {0.75, 0.25, 0.5, 0.5},
          2);

  @Test
  void readsNamedColumns() {
    Inference inference =
        read(
            """
            {"id":"42","parameters":{"x":1},"inputs":[
             {"data":["red","blue"],"name":"color","shape":[2],"datatype":"BYTES"},
             {"name":"weight","shape":[2,1],"datatype":"FP32","data":[[1],[2.5]],"parameters":{}},
             {"name":"seen","shape":[2,1],"datatype":"BOOL","data":[true,false]}],
             "outputs":[{"name":"label","parameters":{"name":"no"}}]}
            """);
    assertThat(inference.id()).isEqualTo("42");
    assertThat(inference.outputs()).containsExactly("label");
    Table rows = inference.rows();
    assertThat(rows.names()).containsExactly("color", "weight", "seen");
    assertThat(((Column.Text) column(rows, "color")).values()).containsExactly("red", "blue");
    assertThat(((Column.Real) column(rows, "weight")).values()).containsExactly(1, 2.5);
    assertThat(((Column.Whole) column(rows, "seen")).values()).containsExactly(1, 0);
  }

  @Test
  void readsAMatrix() {
    String body =
        """
        {"inputs":[{"name":"features","shape":[2,2],"datatype":"INT32","data":[[1,2],[3,4]]}]}
        """;
    Table named = new TensorsReader(BodyJson.factory(), List.of("a", "b")).read(bytes(body)).rows();
    assertThat(((Column.Whole) column(named, "a")).values()).containsExactly(1, 3);
    assertThat(((Column.Whole) column(named, "b")).values()).containsExactly(2, 4);
    Table numbered = read(body.replace("[[1,2],[3,4]]", "[1,2,3,4]")).rows();
    assertThat(numbered.names()).containsExactly("features_0", "features_1");
    Table words =
        read(body.replace("[[1,2],[3,4]]", "[\"a\",\"b\",\"c\",\"d\"]").replace("INT32", "BYTES"))
            .rows();
    assertThat(((Column.Text) column(words, "features_1")).values()).containsExactly("b", "d");
    Table reals = read(body.replace("INT32", "FP64")).rows();
    assertThat(((Column.Real) column(reals, "features_1")).values()).containsExactly(2, 4);
  }

  @Test
  void oneFeatureIsAMatrixToo() {
    String body =
        """
        {"inputs":[{"name":"features","shape":[1,1],"datatype":"FP64","data":[1]}]}
        """;
    assertThat(new TensorsReader(BodyJson.factory(), List.of("a")).read(bytes(body)).rows().names())
        .containsExactly("a");
  }

  @Test
  void saysWhatIsWrong() {
    refuses("[]").hasMessageStartingWith("the body is not an object (request body)");
    refuses("{}").hasMessageStartingWith("the body has no inputs (request body)");
    refuses("{\"inputs\":[]}").hasMessageStartingWith("the body has no inputs (request body)");
    refuses("{\"inputs\":[5]}").hasMessageStartingWith("input 1 is not an object (request body)");
    refuses("{\"inputs\":[{\"name\":\"x\"}]}")
        .hasMessageStartingWith(
            "input 1 lacks one of name, datatype, shape and data (request body)");
    refusesInput("[2]", "FP64", "[1]")
        .hasMessage("input x has 1 values (request body); expected 2, as its shape [2] says");
    refusesInput("[1,1,1]", "FP64", "[1]")
        .hasMessage(
            "input x has the shape [1, 1, 1] (request body); expected [rows] or [rows, columns]");
    refusesInput("[-1]", "FP64", "[1]").hasMessageContaining("has the shape [-1]");
    refusesInput("[4611686018427387904,4]", "FP64", "[]").hasMessageContaining("has the shape");
    refusesInput("\"2\"", "FP64", "[1]").hasMessageContaining("the shape of input 1 is not a list");
    refusesInput("[1]", "FP8", "[1]")
        .hasMessage(
            "input x has the datatype FP8 (request body); expected BOOL, INT8 to INT64, UINT8 to"
                + " UINT64, FP16 to FP64 or BYTES");
    refusesInput("[1]", "INT64", "[1.5]")
        .hasMessage(
            "input x holds 1.5 among its data (request body); expected values of its datatype"
                + " INT64");
    refusesInput("[1]", "FP64", "[null]")
        .hasMessageStartingWith("data of input 1, value 1 is null (request body)");
    refusesInput("[1]", "FP64", "7").hasMessageStartingWith("data is not a list (request body)");
    refuses(
            """
            {"inputs":[{"name":"x","shape":[1],"datatype":"FP64","data":[1]},
             {"name":"y","shape":[2],"datatype":"FP64","data":[1,2]}]}
            """)
        .hasMessage("input y has 2 rows (request body); expected 1, as input x has");
    refuses("{\"inputs\":[").hasMessageStartingWith("the body is not JSON: ");
  }

  @Test
  void writesOutputs() {
    assertThat(write(ANSWER, List.of()))
        .isEqualTo(
            """
            {"model_name":"flights","model_version":"v1","id":"42","outputs":[\
            {"name":"label","datatype":"BYTES","shape":[2],"data":["a","b"]},\
            {"name":"probabilities","datatype":"FP64","shape":[2,2],\
            "parameters":{"classes":"[\\"a\\",\\"b\\"]"},"data":[0.75,0.25,0.5,0.5]}]}\
            """);
    assertThat(write(ANSWER, List.of("label"))).doesNotContain("probabilities");
    assertThat(write(Predictions.of(new Column.Whole(new long[] {3})), List.of()))
        .contains("{\"name\":\"label\",\"datatype\":\"INT64\",\"shape\":[1],\"data\":[3]}");
    assertThatThrownBy(() -> write(ANSWER, List.of("score")))
        .hasMessage("there is no output score (request body); expected label or probabilities");
  }

  private static String write(Predictions predictions, List<String> outputs) {
    TensorsWriter writer = new TensorsWriter(BodyJson.factory(), "flights", "v1");
    return new String(writer.write(predictions, "42", outputs), StandardCharsets.UTF_8);
  }

  private static AbstractThrowableAssert<?, ?> refusesInput(
      String shape, String datatype, String data) {
    return refuses(
        "{\"inputs\":[{\"name\":\"x\",\"shape\":%s,\"datatype\":\"%s\",\"data\":%s}]}"
            .formatted(shape, datatype, data));
  }

  private static AbstractThrowableAssert<?, ?> refuses(String body) {
    return assertThatThrownBy(() -> read(body));
  }

  private static Inference read(String body) {
    return new TensorsReader(BodyJson.factory(), List.of()).read(bytes(body));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Column column(Table table, String name) {
    return table.column(name).orElseThrow();
  }
}
