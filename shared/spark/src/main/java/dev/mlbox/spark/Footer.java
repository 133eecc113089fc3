package dev.mlbox.spark;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.runtime.remote.Reply;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.jspecify.annotations.Nullable;

/**
 * What a Parquet file says of itself.
 *
 * @param schema Parquet's own words
 * @param rows how many it has
 * @param failed why that is not known; null when it is
 */
record Footer(String schema, long rows, Reply.@Nullable Failed failed) implements Serializable {

  /** The same for files of which some could have gaps in a column and others not. */
  String columns() {
    return schema.replaceAll("(?m)^message \\S+", "").replaceAll("(?m)^  required ", "  optional ");
  }

  /** Of a file, read where this runs. */
  static Footer of(String address) {
    Path path = new Path(URI.create(address));
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(SparkEnv.get().conf());
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop))) {
      String schema = reader.getFileMetaData().getSchema().toString();
      return new Footer(schema, reader.getRecordCount(), null);
    } catch (IOException | RuntimeException e) {
      MlboxException unread =
          MlboxException.invalid(
              Problem.of("cannot read %s: %s".formatted(path.getName(), Words.of(e)))
                  .expected("a Parquet file, at the same path for Spark's executors"));
      return new Footer("", 0, Reply.Failed.of(unread));
    }
  }
}
