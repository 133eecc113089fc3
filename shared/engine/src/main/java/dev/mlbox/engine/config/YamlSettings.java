package dev.mlbox.engine.config;

import dev.mlbox.core.config.Setting;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * YAML text → tree of settings, each with the line it is on. Nodes are composed and converted here,
 * because an object mapper forgets lines and takes the last of two equal keys.
 */
public final class YamlSettings {

  private YamlSettings() {}

  /**
   * Reads a file such as mlbox.yaml; its name becomes part of every place.
   *
   * @throws MlboxException INVALID when it is missing or is no such YAML, all duplicate and empty
   *     keys at once; BROKEN when it cannot be read
   */
  public static Setting read(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      return parse(Files.readString(file), name);
    } catch (NoSuchFileException e) {
      throw MlboxException.invalid(
          Problem.of("there is no " + name)
              .expected("it in " + folderOf(file))
              .remedy("`mlbox init` writes one"));
    } catch (CharacterCodingException e) {
      throw MlboxException.invalid(
          Problem.of(name + " is not UTF-8 text").remedy("save it with the encoding UTF-8"));
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("%s cannot be read: %s".formatted(name, e.getMessage())), e);
    }
  }

  private static String folderOf(Path file) {
    return String.valueOf(file.toAbsolutePath().getParent());
  }

  /**
   * Converts text; places are {@code name:LINE}, the whole text's is the name alone.
   *
   * @throws MlboxException INVALID, see {@link #read}
   */
  public static Setting parse(String text, String name) {
    Node root = compose(text.startsWith("\uFEFF") ? text.substring(1) : text, name);
    if (root == null) {
      return Setting.empty(name);
    }
    if (!(root instanceof MappingNode)) {
      throw MlboxException.invalid(
          Problem.of("%s holds %s".formatted(name, YamlTree.kind(root)))
              .expected("keys with values, such as `model: flights`"));
    }
    List<Problem> problems = new ArrayList<>();
    Setting tree =
        new YamlTree(node -> name + ":" + (node.getStartMark().getLine() + 1), problems)
            .convert(root, name);
    if (!problems.isEmpty()) {
      throw new MlboxException(Fault.INVALID, problems, null);
    }
    return tree;
  }

  /** The text's only document; null when it holds none. */
  static @Nullable Node compose(String text, String name) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(true);
    try {
      return new Yaml(options).compose(new StringReader(text));
    } catch (YAMLException e) {
      throw new MlboxException(Fault.INVALID, List.of(YamlError.problem(e, text, name)), e);
    }
  }
}
