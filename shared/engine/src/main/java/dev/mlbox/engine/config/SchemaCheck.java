package dev.mlbox.engine.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.mlbox.core.config.Setting;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Holds settings to a JSON Schema, the one list of keys, and says all that is wrong at once. */
public final class SchemaCheck {
  private static final String RESOURCE = "/dev/mlbox/core/config/mlbox.schema.json";

  private final JsonSchema schema;
  private final SchemaTree tree;

  /**
   * @param schema of draft 2020-12, with references only into itself
   */
  public SchemaCheck(JsonNode schema) {
    SchemaValidatorsConfig config = SchemaValidatorsConfig.builder().locale(Locale.ROOT).build();
    this.schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema, config);
    this.tree = new SchemaTree(schema);
  }

  /** The check of mlbox.yaml. */
  public static SchemaCheck mlbox() {
    return Made.MLBOX;
  }

  /** Made once, by whoever comes first, which takes a tenth of a second. */
  private static final class Made {
    static final SchemaCheck MLBOX = read();
  }

  /** Begins to make the check of mlbox.yaml beside what else is done before it is needed. */
  public static void warm() {
    Thread thread = new Thread(SchemaCheck::mlbox, "schema");
    thread.setDaemon(true);
    thread.start();
  }

  private static SchemaCheck read() {
    try (InputStream resource = Setting.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException("mlbox-core has no " + RESOURCE);
      }
      return new SchemaCheck(new ObjectMapper().readTree(resource));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that is wrong, in the order of the file; empty when nothing is. */
  public List<Problem> problems(Setting settings) {
    SettingTree written = new SettingTree(settings);
    SchemaProblems words = new SchemaProblems(tree, written);
    List<SchemaMistake> mistakes =
        schema.validate(written.json()).stream().map(SchemaMistake::of).toList();
    return SchemaBranches.reduce(mistakes).stream()
        .sorted(Comparator.comparingInt(written::order))
        .map(words::problem)
        .distinct()
        .toList();
  }

  /**
   * Passes settings that are right.
   *
   * @throws MlboxException INVALID with all problems
   */
  public Setting require(Setting settings) {
    List<Problem> problems = problems(settings);
    if (!problems.isEmpty()) {
      throw new MlboxException(Fault.INVALID, problems, null);
    }
    return settings;
  }
}
