package dev.mlbox.serving.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlbox.core.model.BoxManifest;
import dev.mlbox.core.model.Signature;
import dev.mlbox.core.table.DataType;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What the Open Inference Protocol says about a server and a model, with the model's digest and
 * provenance beside it.
 */
final class Metadata {
  private final BoxManifest manifest;
  private final String version;
  private final Signature signature;

  Metadata(BoxManifest manifest, String version, Signature signature) {
    this.manifest = manifest;
    this.version = version;
    this.signature = signature;
  }

  byte[] server() {
    ObjectNode body = node().put("name", "mlbox").put("version", version);
    body.putArray("extensions");
    return bytes(body);
  }

  byte[] model() {
    ObjectNode body = node().put("name", manifest.model());
    body.putArray("versions").add(version);
    body.put("platform", manifest.kind().name().toLowerCase(Locale.ROOT));
    inputs(body.putArray("inputs"));
    outputs(body.putArray("outputs"));
    ArrayNode features = body.putArray("features");
    manifest.features().forEach(features::add);
    body.put("digest", manifest.digest());
    ObjectNode provenance = body.putObject("provenance");
    manifest.provenance().forEach(provenance::put);
    return bytes(body);
  }

  byte[] ready() {
    return bytes(node().put("name", manifest.model()).put("ready", true));
  }

  private void inputs(ArrayNode inputs) {
    for (Signature.Field field : signature.inputs()) {
      inputs.add(field(field.name(), field.type(), field.isColumn() ? 0 : field.width()));
    }
  }

  /** As this box calls them, whatever the model does. */
  private void outputs(ArrayNode outputs) {
    for (Signature.Field field : signature.outputs()) {
      if (outputs.isEmpty()) {
        outputs.add(field(TensorsWriter.LABEL, field.type(), 0));
      } else if (outputs.size() == 1 && field.type() == DataType.REAL) {
        outputs.add(field(TensorsWriter.PROBABILITIES, DataType.REAL, field.width()));
      }
    }
  }

  /**
   * @param width values a row; 0 for one that is not counted as a dimension
   */
  private static ObjectNode field(String name, DataType type, int width) {
    ObjectNode node = node().put("name", name).put("datatype", TensorsWriter.datatype(type));
    ArrayNode shape = node.putArray("shape").add(-1);
    if (width != 0) {
      shape.add(width);
    }
    return node;
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static byte[] bytes(ObjectNode body) {
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }
}
