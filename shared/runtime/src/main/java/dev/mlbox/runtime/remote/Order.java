package dev.mlbox.runtime.remote;

import dev.mlbox.core.measure.Frame;
import dev.mlbox.core.measure.PairDemand;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

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
   * Ask models about all rows and keep what they answer where the rows are; answered by {@link
   * Reply.Kept}.
   *
   * @param models at least one
   * @param target the column with the truth
   * @param cuts columns by whose values, taken together, the rows are cut
   * @param first how many rows have their inputs brought
   */
  record Keep(List<Model> models, String target, List<List<String>> cuts, int first)
      implements Order {
    public Keep {
      models = List.copyOf(models);
      cuts = cuts.stream().map(List::copyOf).toList();
    }
  }

  /**
   * Sum up what is kept; answered by {@link Reply.Summed}.
   *
   * @param frame what is known of all rows
   * @param cut number of the cut; −1 for all rows as one part
   * @param values that its parts have, in their order
   */
  record Sum(Frame frame, int cut, List<String> values) implements Order {
    public Sum {
      values = List.copyOf(values);
    }
  }

  /**
   * Sum up differences of two models; answered by {@link Reply.Paired}.
   *
   * @param sum as it was ordered before
   */
  record Pair(Sum sum, PairDemand demand) implements Order {}

  /**
   * Bring the rows of some parts; answered by {@link Reply.Gathered}.
   *
   * @param sum as it was ordered before
   * @param parts that are small
   */
  record Gather(Sum sum, Set<Integer> parts) implements Order {
    public Gather {
      parts = Set.copyOf(parts);
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
