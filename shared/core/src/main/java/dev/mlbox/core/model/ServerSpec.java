package dev.mlbox.core.model;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A model server of the user's own that a box stands in front of: written beside the files it is
 * run from, so that gate and box ask it in the same way.
 *
 * @param speaks how rows are put to it
 * @param image of a container beside the box, by digest; null when there is none
 * @param run the words it is started with on the box's own machine; empty when it is not
 * @param address of one that runs already, {@code http://host:port}; null when there is none
 * @param port that it listens on in its own container
 * @param health path that answers 2xx once it can predict
 * @param predict path of predictions
 * @param model what the server calls the model, where no path says it; null where one does
 * @param readySeconds how long it may take until then
 */
public record ServerSpec(
    Speaks speaks,
    @Nullable String image,
    List<String> run,
    @Nullable String address,
    int port,
    String health,
    String predict,
    @Nullable String model,
    long readySeconds) {

  /** The name of the file, in the folder that the server is run in. */
  public static final String FILE = "server.json";

  public ServerSpec {
    run = List.copyOf(run);
  }

  /** Whether its clients call it by gRPC. */
  public boolean byGrpc() {
    return speaks == Speaks.GRPC;
  }

  /** How rows are put to a server, and its answer is read. */
  public enum Speaks {
    /** MLflow's scoring protocol: {@code dataframe_split} in, {@code predictions} out. */
    MLFLOW("mlflow", "/ping", "/invocations"),
    /** The Open Inference Protocol, version 2: tensors in, tensors out. */
    V2("v2", "/v2/health/ready", "/v2/models/%s/infer"),
    /** A box's own: {@code rows} in, {@code predictions} out. */
    ROWS("rows", "/health", "/predict"),
    /** The Open Inference Protocol, version 2, over gRPC. */
    GRPC(
        "grpc",
        "/inference.GRPCInferenceService/ServerReady",
        "/inference.GRPCInferenceService/ModelInfer");

    private final String word;
    private final String health;
    private final String predict;

    Speaks(String word, String health, String predict) {
      this.word = word;
      this.health = health;
      this.predict = predict;
    }

    /**
     * By its word in mlbox.yaml.
     *
     * @throws IllegalArgumentException when there is no such word
     */
    public static Speaks parse(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether tensors are put to it, and no rows. */
    public boolean isTensors() {
      return this == V2 || this == GRPC;
    }

    /** Where such servers say whether they can predict. */
    public String health() {
      return health;
    }

    /** Where such servers predict. */
    public String predict(String model) {
      return predict.formatted(model);
    }

    @Override
    public String toString() {
      return word;
    }
  }
}
