package dev.mlbox.core.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a box is told about the model inside it; {@code box.json} beside the model's files. Written
 * when the box is packed, read when it starts, so both sides agree on this one type.
 *
 * @param model the model's name, part of the URL it is served under
 * @param kind how it is run
 * @param path the model file, or the folder with the Python module, relative to box.json
 * @param callable {@code module:function} of a Python model; null otherwise
 * @param features the columns of a matrix input in order; empty when inputs are named
 * @param columns how the evaluation ordered what it gave to a model that does not say what it
 *     takes: requests are put into this order, whatever order a client writes; may be empty
 * @param digest of the model's bytes, as {@code sha256:…}
 * @param provenance what is known of its origin: commit, author, training run; shown as metadata
 */
public record BoxManifest(
    String model,
    ModelKind kind,
    String path,
    @Nullable String callable,
    List<String> features,
    List<String> columns,
    String digest,
    Map<String, String> provenance) {

  /** The name of the file, in the box's folder. */
  public static final String FILE = "box.json";

  public BoxManifest {
    features = List.copyOf(features);
    // A box that was written by an earlier version does not say.
    columns = columns == null ? List.of() : List.copyOf(columns);
    provenance = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(provenance));
  }
}
