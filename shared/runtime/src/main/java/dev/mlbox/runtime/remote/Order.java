package dev.mlbox.runtime.remote;

import java.io.Serializable;
import java.util.List;

/** What a check asks for, one after the other; each is answered by {@link Reply}s. */
public sealed interface Order extends Serializable {

  /**
   * Look at the rows; answered by {@link Reply.Opened}.
   *
   * @param files absolute, in the order of their rows; or one address of a file system such as
   *     {@code hdfs://…}, which may be a glob
   * @param folder of this machine for what comes back
   */
  record Open(List<String> files, String folder) implements Order {
    public Open {
      files = List.copyOf(files);
    }
  }

  /**
   * Bring the values of some columns; answered by {@link Reply.Brought}.
   *
   * @param columns that are carried
   */
  record Bring(List<String> columns) implements Order {
    public Bring {
      columns = List.copyOf(columns);
    }
  }

  /**
   * Ask models about all rows; answered by {@link Reply.Brought}. Parcels with the first rows hold
   * the inputs as well.
   *
   * @param models at least one
   * @param first how many rows have their inputs brought
   */
  record Ask(List<Model> models, int first) implements Order {
    public Ask {
      models = List.copyOf(models);
    }
  }

  /**
   * A model in one ONNX file.
   *
   * @param path on this machine
   * @param features the columns of a matrix input, in order
   * @param inputs the columns that it is given, in order
   */
  record Model(String path, List<String> features, List<String> inputs) implements Serializable {
    public Model {
      features = List.copyOf(features);
      inputs = List.copyOf(inputs);
    }
  }
}
