package dev.mlbox.runtime.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlbox.runtime.proto.ProtoReader;
import dev.mlbox.runtime.proto.ProtoWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The Open Inference Protocol's messages, as the JSON that the same protocol has over HTTP: what is
 * known of the one is known of the other.
 *
 * <p>Source: Open Inference Protocol, version 2, {@code open_inference_grpc.proto}.
 */
final class ModelInfer {
  /** Longer ones are refused by servers, and by clients, before. */
  private static final int LONGEST = 1 << 28;

  private ModelInfer() {}

  /**
   * A ModelInferRequest.
   *
   * @param model its name at the server
   * @param json with {@code inputs}, whose data are as flat as the shape says
   */
  static byte[] request(String model, JsonNode json) {
    ProtoWriter message = new ProtoWriter().text(1, model);
    for (JsonNode input : json.path("inputs")) {
      String type = input.path("datatype").asText();
      ProtoWriter shape = new ProtoWriter();
      input.path("shape").forEach(size -> shape.varint(size.asLong()));
      message.message(
          5,
          new ProtoWriter()
              .text(1, input.path("name").asText())
              .text(2, type)
              .message(3, shape)
              .message(5, contents(type, input.path("data"))));
    }
    return message.toByteArray();
  }

  private static ProtoWriter contents(String type, JsonNode data) {
    ProtoWriter contents = new ProtoWriter();
    ProtoWriter packed = new ProtoWriter();
    for (JsonNode value : data) {
      switch (type) {
        case "BYTES" -> contents.text(8, value.asText());
        case "INT64" -> packed.varint(value.asLong());
        default -> packed.real(value.asDouble());
      }
    }
    return switch (type) {
      case "BYTES" -> contents;
      case "INT64" -> contents.message(3, packed);
      default -> contents.message(7, packed);
    };
  }

  /**
   * A ModelInferResponse as {@code {"outputs": […]}}.
   *
   * @throws IOException when it is none
   */
  static JsonNode response(byte[] message) throws IOException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode outputs = json.putArray("outputs");
    List<byte[]> raw = new ArrayList<>();
    ProtoReader reader = ProtoReader.of(message);
    for (int field = reader.next(); field != 0; field = reader.next()) {
      switch (field) {
        case 5 -> outputs.add(output(reader.message()));
        case 6 -> raw.add(reader.bytes(LONGEST));
        default -> reader.skip();
      }
    }
    if (!raw.isEmpty() && raw.size() != outputs.size()) {
      throw new IOException("%d outputs with %d raw ones".formatted(outputs.size(), raw.size()));
    }
    for (int i = 0; i < raw.size(); i++) {
      ObjectNode output = (ObjectNode) outputs.get(i);
      output.set("data", RawTensor.values(output.path("datatype").asText(), raw.get(i)));
    }
    return json;
  }

  private static ObjectNode output(ProtoReader reader) throws IOException {
    ObjectNode output = JsonNodeFactory.instance.objectNode();
    ArrayNode shape = output.putArray("shape");
    output.putArray("data");
    for (int field = reader.next(); field != 0; field = reader.next()) {
      switch (field) {
        case 1 -> output.put("name", text(reader));
        case 2 -> output.put("datatype", text(reader));
        case 3 -> numbers(reader, shape);
        case 5 -> output.set("data", contents(reader.message()));
        default -> reader.skip();
      }
    }
    return output;
  }

  private static ArrayNode contents(ProtoReader reader) throws IOException {
    ArrayNode data = JsonNodeFactory.instance.arrayNode();
    for (int field = reader.next(); field != 0; field = reader.next()) {
      switch (field) {
        case 1, 2, 3, 4, 5 -> numbers(reader, data);
        case 6 -> floats(reader, data);
        case 7 -> doubles(reader, data);
        case 8 -> data.add(text(reader));
        default -> reader.skip();
      }
    }
    return data;
  }

  private static void numbers(ProtoReader reader, ArrayNode values) throws IOException {
    if (reader.wire() == ProtoReader.VARINT) {
      values.add(reader.varint());
      return;
    }
    ProtoReader packed = reader.message();
    while (packed.hasMore()) {
      values.add(packed.varint());
    }
  }

  private static void floats(ProtoReader reader, ArrayNode values) throws IOException {
    ProtoReader each = reader.wire() == ProtoReader.LENGTH ? reader.message() : reader;
    do {
      values.add(Float.intBitsToFloat(each.fixed32()));
    } while (each != reader && each.hasMore());
  }

  private static void doubles(ProtoReader reader, ArrayNode values) throws IOException {
    ProtoReader each = reader.wire() == ProtoReader.LENGTH ? reader.message() : reader;
    do {
      values.add(Double.longBitsToDouble(each.fixed64()));
    } while (each != reader && each.hasMore());
  }

  private static String text(ProtoReader reader) throws IOException {
    return new String(reader.bytes(LONGEST), StandardCharsets.UTF_8);
  }
}
