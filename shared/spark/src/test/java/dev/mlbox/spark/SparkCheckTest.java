package dev.mlbox.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A check by Spark and one by this machine alone say the same. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SparkCheckTest {
  private static final String SPARK = "evaluate.engine=spark";

  private Path folder = Path.of("");
  private SparkProject project;

  SparkCheckTest(@TempDir Path folder) throws IOException, SQLException {
    this.folder = folder;
    this.project = new SparkProject(folder.toRealPath());
  }

  @Test
  void debug() throws IOException {
    String a = project.numbers();
    String b = project.numbers(SPARK);
    Files.writeString(Path.of("target/a.json"), a);
    Files.writeString(Path.of("target/b.json"), b);
    assertThat(b).isEqualTo(a);
  }
}
