import dev.mlbox.core.config.Stated;
import dev.mlbox.core.model.ModelSpec;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.model.Signature;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.engine.data.DataSource;
import dev.mlbox.runtime.Models;
import java.nio.file.Path;
import java.util.List;

/** Scores the rows of a file with an ONNX model, as an evaluation does: {@code Scores MODEL DATA}. */
public final class Scores {
  private Scores() {}

  public static void main(String[] args) throws Exception {
    double[] sum = new double[1];
    try (DataSource data = DataSource.open(new Stated(args[1], "command line"), Path.of(""));
        Predictor model = Models.load(ModelSpec.onnx(Path.of(args[0])))) {
      List<String> inputs = model.signature().inputs().stream().map(Signature.Field::name).toList();
      data.forEachBatch(inputs, batch -> sum[0] += sum(model.predict(batch)));
      System.out.printf("%d rows, %.3f%n", data.rows(), sum[0]);
    }
  }

  private static double sum(Predictions answers) {
    double sum = 0;
    for (int row = 0; row < answers.rows(); row++) {
      sum += answers.probability(row, answers.width() - 1);
    }
    return sum;
  }
}
