package dev.mlbox.serving.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.DataType;
import dev.mlbox.core.table.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the JSON body of an inference request of the Open Inference Protocol, version 2. */
final class TensorsReader {
  private final JsonFactory json;
  private final List<String> features;

  /**
   * @param features the columns of a matrix input
   */
  TensorsReader(JsonFactory json, List<String> features) {
    this.json = json;
    this.features = features;
  }

  /**
   * What was asked.
   *
   * @param id the client's own name for the request; null when it gave none
   * @param outputs the outputs it wants; empty for all
   */
  record Inference(@Nullable String id, Table rows, List<String> outputs) {}

  /**
   * @throws MlboxException INVALID when the body is no inference request
   */
  Inference read(byte[] body) {
    try (JsonParser parser = json.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw malformed("the body is not an object");
      }
      String id = null;
      List<String> outputs = List.of();
      List<Tensor> tensors = null;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String key = parser.currentName();
        JsonToken value = parser.nextToken();
        if (key.equals("id") && value.isScalarValue()) {
          id = parser.getValueAsString();
        } else if (key.equals("inputs") && value == JsonToken.START_ARRAY) {
          tensors = tensors(parser);
        } else if (key.equals("outputs") && value == JsonToken.START_ARRAY) {
          outputs = outputs(parser);
        } else {
          parser.skipChildren();
        }
      }
      if (tensors == null || tensors.isEmpty()) {
        throw malformed("the body has no inputs");
      }
      return new Inference(id, table(tensors), outputs);
    } catch (IOException e) {
      throw BodyJson.malformed(e);
    }
  }

  private static List<Tensor> tensors(JsonParser parser) throws IOException {
    List<Tensor> tensors = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw malformed("input %d is not an object".formatted(tensors.size() + 1));
      }
      tensors.add(tensor(parser, tensors.size() + 1));
    }
    return tensors;
  }

  private static Tensor tensor(JsonParser parser, int number) throws IOException {
    String name = null;
    String datatype = null;
    long[] shape = null;
    ColumnBuilder values = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "name" -> name = parser.getValueAsString();
        case "datatype" -> datatype = parser.getValueAsString();
        case "shape" -> shape = shape(parser, number);
        case "data" -> {
          values = new ColumnBuilder("data of input " + number + ", value", false);
          flatten(parser, values);
        }
        default -> parser.skipChildren();
      }
    }
    if (name == null || datatype == null || shape == null || values == null) {
      throw malformed("input %d lacks one of name, datatype, shape and data".formatted(number));
    }
    return new Tensor(name, shape, typed(name, datatype, values.build()));
  }

  private static long[] shape(JsonParser parser, int number) throws IOException {
    List<Long> sizes = new ArrayList<>();
    if (!parser.isExpectedStartArrayToken()) {
      throw malformed("the shape of input %d is not a list".formatted(number));
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
        throw malformed("the shape of input %d is not whole numbers".formatted(number));
      }
      sizes.add(parser.getLongValue());
    }
    return sizes.stream().mapToLong(Long::longValue).toArray();
  }

  /** The protocol allows data nested as its shape says, and flat. */
  private static void flatten(JsonParser parser, ColumnBuilder values) throws IOException {
    if (!parser.isExpectedStartArrayToken()) {
      throw malformed("data is not a list");
    }
    int depth = 1;
    while (depth > 0) {
      switch (parser.nextToken()) {
        case START_ARRAY -> depth++;
        case END_ARRAY -> depth--;
        default -> values.add(parser);
      }
    }
  }

  /** The values as their datatype says; a whole number is a real one too. */
  private static Column typed(String name, String datatype, Column values) {
    DataType type =
        Tensor.type(datatype)
            .orElseThrow(
                () ->
                    Tensor.refused(
                        name,
                        "has the datatype " + datatype,
                        "BOOL, INT8 to INT64, UINT8 to UINT64, FP16 to FP64 or BYTES"));
    if (type == DataType.REAL && values instanceof Column.Whole whole) {
      double[] reals = new double[whole.rows()];
      for (int i = 0; i < reals.length; i++) {
        reals[i] = whole.values()[i];
      }
      return new Column.Real(reals);
    }
    if (values.type() != type && values.rows() > 0) {
      throw Tensor.refused(
          name,
          "holds " + values.text(0) + " among its data",
          "values of its datatype " + datatype);
    }
    return values;
  }

  private static List<String> outputs(JsonParser parser) throws IOException {
    List<String> names = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw malformed("output %d is not an object".formatted(names.size() + 1));
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String key = parser.currentName();
        parser.nextToken();
        if (key.equals("name")) {
          names.add(parser.getValueAsString(""));
        }
        parser.skipChildren();
      }
    }
    return names;
  }

  private Table table(List<Tensor> tensors) {
    int rows = tensors.get(0).rows();
    Map<String, Column> columns = new LinkedHashMap<>();
    for (Tensor tensor : tensors) {
      if (tensor.rows() != rows) {
        throw Tensor.refused(
            tensor.name(),
            "has %d rows".formatted(tensor.rows()),
            "%d, as input %s has".formatted(rows, tensors.get(0).name()));
      }
      columns.putAll(tensor.columns(features));
    }
    return new Table(columns, rows);
  }

  private static MlboxException malformed(String what) {
    return MlboxException.invalid(
        Problem.of(what)
            .at("request body")
            .expected("{\"inputs\": [{\"name\", \"shape\", \"datatype\", \"data\"}, …]}"));
  }
}
